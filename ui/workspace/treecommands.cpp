// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/treecommands.h"

#include "common/redokeys.h"
#include "models/editwording.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/freename.h"
#include "workspace/store/editbatch.h"
#include "workspace/store/workspacestore.h"

#include <QAction>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using TreePlaceKind = WorkspacePlace::Kind;

} // namespace

TreeCommands::TreeCommands(WorkspaceStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_newRequest(addAction(tr("New &request"), Qt::CTRL | Qt::Key_N, Qt::WindowShortcut, [this] { addRequest(); }))
    , m_newFolder(
          addAction(tr("New &folder"), Qt::CTRL | Qt::ALT | Qt::Key_N, Qt::WindowShortcut, [this] { addFolder(); }))
    , m_rename(addAction(tr("Re&name"), Qt::Key_F2, Qt::WidgetShortcut, [this] { Q_EMIT nameRequested(); }))
    , m_duplicate(addAction(tr("Dup&licate"), Qt::CTRL | Qt::Key_D, Qt::WidgetShortcut, [this] { duplicate(); }))
    , m_remove(addAction(tr("&Delete"), QKeySequence::Delete, Qt::WidgetShortcut, [this] { remove(); }))
    , m_undo(addAction({}, QKeySequence::Undo, Qt::WindowShortcut, [this] { undo(); }))
    , m_redo(addAction({}, QKeySequence::Redo, Qt::WindowShortcut, [this] { redo(); }))
{
    connect(&store, &WorkspaceStore::historyChanged, this, &TreeCommands::updateHistory);
    m_redo->setShortcuts(redoKeys());
    // One press, one deletion: the next row is chosen after each.
    for (QAction *action : {m_duplicate, m_remove})
        action->setAutoRepeat(false);
    updateHistory();
    setChosen({}, {});
}

QAction *TreeCommands::addAction(const QString &text, const QKeySequence &keys, Qt::ShortcutContext context,
                                 const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(context);
    connect(action, &QAction::triggered, this, run);
    return action;
}

QList<QAction *> TreeCommands::treeActions() const
{
    return {m_rename, m_duplicate, m_remove};
}

QList<QAction *> TreeCommands::windowActions() const
{
    return {m_newRequest, m_newFolder, m_undo, m_redo};
}

void TreeCommands::setChosen(const WorkspacePlace &current, const QList<WorkspacePlace> &chosen)
{
    m_current = current;
    m_chosen = topmost(chosen);
    const auto isInClient = [](const WorkspacePlace &place) {
        return place.kind == TreePlaceKind::Folder || place.kind == TreePlaceKind::Request;
    };
    for (QAction *action : {m_newRequest, m_newFolder, m_rename})
        action->setEnabled(current.kind == TreePlaceKind::Client || isInClient(current));
    const bool areInClients = !m_chosen.isEmpty() && std::all_of(m_chosen.begin(), m_chosen.end(), isInClient);
    for (QAction *action : {m_duplicate, m_remove})
        action->setEnabled(areInClients);
}

void TreeCommands::updateHistory()
{
    const auto undo = m_store.undoTitle();
    const auto redo = m_store.redoTitle();
    m_undo->setText(undo ? wording::undoText(*undo) : tr("&Undo"));
    m_undo->setEnabled(undo.has_value());
    m_redo->setText(redo ? wording::redoText(*redo) : tr("&Redo"));
    m_redo->setEnabled(redo.has_value());
}

WorkspacePlace TreeCommands::folderForNew() const
{
    const QString folder = m_current.kind == TreePlaceKind::Request ? parentOf(m_current.path)
        : m_current.kind == TreePlaceKind::Folder                   ? m_current.path
                                                                    : QString();
    return {TreePlaceKind::Folder, m_current.client, folder};
}

QString TreeCommands::nameAt(const WorkspacePlace &place) const
{
    const WorkspaceClient *client = clientAt(m_store.workspace(), place.client);
    if (!client)
        return {};
    if (place.kind == TreePlaceKind::Client)
        return client->config.name;
    QString name;
    if (const WorkspaceFolder *folder = folderAt(*client, place.path); folder && place.kind == TreePlaceKind::Folder)
        name = folder->config.name;
    if (const WorkspaceRequest *request = requestAt(*client, place.path);
        request && place.kind == TreePlaceKind::Request)
        name = request->config.name;
    return name.isEmpty() ? lastOf(place.path) : name;
}

void TreeCommands::show(const Result<WorkspacePlace> &done, bool isNew)
{
    if (done)
        Q_EMIT placeShown(*done, isNew);
    else
        Q_EMIT failed(wording::sentence(done.error()));
}

void TreeCommands::show(const Result<QList<WorkspacePlace>> &done)
{
    if (!done)
        Q_EMIT failed(wording::sentence(done.error()));
    else if (done->size() == 1)
        Q_EMIT placeShown(done->first(), false);
    else
        Q_EMIT placesShown(*done);
}

void TreeCommands::addRequest()
{
    RequestConfig config;
    config.name = freeNameIn(m_store.workspace(), folderForNew(), tr("New request"));
    config.path = u"/"_s;
    show(m_store.add(folderForNew(), config), true);
}

void TreeCommands::addFolder()
{
    FolderConfig config;
    config.name = freeNameIn(m_store.workspace(), folderForNew(), tr("New folder"));
    show(m_store.add(folderForNew(), config), true);
}

void TreeCommands::rename(const WorkspacePlace &place, const QString &name)
{
    if (const auto renamed = m_store.rename(place, name); !renamed)
        Q_EMIT failed(wording::sentence(renamed.error()));
}

void TreeCommands::duplicate()
{
    QMap<QString, QStringList> given; // in this step, by the folder: the workspace has none of them yet
    const auto nameOf = [&](const WorkspacePlace &place) {
        const WorkspacePlace folder{TreePlaceKind::Folder, place.client, parentOf(place.path)};
        QStringList &others = given[fileAt(folder)];
        //: %1 is the name of a request or folder that is duplicated
        others << freeNameIn(m_store.workspace(), folder, tr("%1 copy").arg(nameAt(place)), others);
        return others.last();
    };
    show(m_store.duplicateAll(m_chosen, nameOf));
}

void TreeCommands::remove()
{
    const QString undo = m_undo->shortcut().toString(QKeySequence::NativeText);
    const QString name = nameAt(m_chosen.value(0));
    const int count = int(m_chosen.size());
    Q_EMIT removing(true);
    const auto removed = m_store.removeAll(m_chosen);
    Q_EMIT removing(false);
    if (!removed)
        Q_EMIT failed(wording::sentence(removed.error()));
    else if (count == 1)
        Q_EMIT noticed(tr("“%1” was deleted. %2 brings it back.").arg(wording::printable(name, 60), undo));
    else
        //: %1 the keys of Undo
        Q_EMIT noticed(tr("%Ln things were deleted. %1 brings them back.", nullptr, count).arg(undo));
}

void TreeCommands::undo()
{
    if (const auto title = m_store.undoTitle())
        step(wording::undone(*title, m_redo->shortcut().toString(QKeySequence::NativeText)), &WorkspaceStore::undo);
}

void TreeCommands::redo()
{
    if (const auto title = m_store.redoTitle())
        step(wording::redone(*title, m_undo->shortcut().toString(QKeySequence::NativeText)), &WorkspaceStore::redo);
}

void TreeCommands::step(const QString &told, void (WorkspaceStore::*take)())
{
    m_step = told;
    Q_EMIT noticed(told);
    (m_store.*take)();
    m_step.clear();
}

void TreeCommands::move(const QList<WorkspacePlace> &places, const WorkspacePlace &parent, qsizetype index)
{
    show(m_store.moveAll(places, parent, index));
}

} // namespace fuseboard
