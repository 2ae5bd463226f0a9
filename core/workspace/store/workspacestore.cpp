// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspacestore.h"

#include "workspace/workspacewriter.h"

#include <QDir>
#include <QUuid>

namespace fuseboard {

WorkspaceStore::WorkspaceStore(FileSystem &files, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_files(files)
    , m_scheduler(scheduler)
{
}

WorkspaceStore::~WorkspaceStore() = default;

void WorkspaceStore::open(const QString &folder)
{
    start(folder, {});
}

void WorkspaceStore::create(const QString &folder, const QString &name)
{
    start(folder, name);
}

void WorkspaceStore::start(const QString &folder, const QString &nameOfNew)
{
    m_folder = QDir::cleanPath(folder);
    m_disk = std::make_shared<WorkspaceDisk>(m_files, m_folder);
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_worker.run(
        this, [disk = m_disk, id, nameOfNew] { return disk->open(id, nameOfNew); },
        [this](Result<LoadedWorkspace> loaded) { finishOpening(std::move(loaded)); });
}

void WorkspaceStore::finishOpening(Result<LoadedWorkspace> loaded)
{
    if (!loaded) {
        Q_EMIT openFailed(loaded.error());
        return;
    }
    m_warnings = loaded->warnings;
    m_isReadOnly = loaded->isReadOnly;
    m_image = WorkspaceImage(*std::move(loaded), m_folder);
    m_isOpen = true;
    m_watcher = std::make_unique<WorkspaceWatcher>(m_folder, m_scheduler);
    connect(m_watcher.get(), &WorkspaceWatcher::noticed, this, &WorkspaceStore::readAgain);
    m_watcher->setFiles(m_image.contents());
    Q_EMIT opened();
    lookAgain(); // for what has changed before anybody watched
}

Result<void> WorkspaceStore::openInMemory(const Workspace &workspace)
{
    auto contents = filesOf(workspace);
    if (!contents)
        return contents.error();
    LoadedWorkspace loaded;
    loaded.workspace = workspace;
    loaded.contents = *std::move(contents);
    m_image = WorkspaceImage(std::move(loaded), {});
    m_isOpen = true;
    return {};
}

WorkspaceEditor WorkspaceStore::editor() const
{
    // The secrets of one that Undo may bring back are still kept under its slug, and are no other one's.
    QStringList taken = m_image.takenSlugs();
    const QStringList removed = m_history.removedFiles();
    for (const QString &file : removed) {
        if (const WorkspacePlace place = placeOf(file); place.kind == WorkspacePlace::Kind::Client)
            taken.append(place.client);
    }
    return {m_image.workspace(), m_image.contents(), taken};
}

Result<WorkspacePlace> WorkspaceStore::add(const WorkspacePlace &parent, const WorkspaceContent::Value &value)
{
    return carryOut(editor().add(parent, value));
}

Result<WorkspacePlace> WorkspaceStore::change(const WorkspacePlace &place, const WorkspaceContent::Value &value)
{
    return carryOut(editor().change(place, value));
}

Result<WorkspacePlace> WorkspaceStore::rename(const WorkspacePlace &place, const QString &name)
{
    return carryOut(editor().rename(place, name));
}

Result<WorkspacePlace> WorkspaceStore::duplicate(const WorkspacePlace &place, const QString &name)
{
    return carryOut(editor().duplicate(place, name));
}

Result<WorkspacePlace> WorkspaceStore::remove(const WorkspacePlace &place)
{
    return carryOut(editor().remove(place));
}

Result<WorkspacePlace> WorkspaceStore::move(const WorkspacePlace &place, const WorkspacePlace &parent, qsizetype index)
{
    return carryOut(editor().move(place, parent, index));
}

Result<WorkspacePlace> WorkspaceStore::carryOut(const Result<WorkspaceEdit> &edit)
{
    if (!m_isOpen)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, m_folder);
    if (!edit)
        return edit.error();
    FileChanges changes = edit->changes;
    const FileChanges before = m_image.bytesOf(changes.keys());
    changes.removeIf([&before](FileChanges::iterator change) { return before.value(change.key()) == *change; });
    if (changes.isEmpty())
        return edit->place;
    m_history.add(edit->title, m_image.bytesOf(changes.keys()), changes);
    changeFiles(changes);
    Q_EMIT historyChanged();
    return edit->place;
}

void WorkspaceStore::undo()
{
    const auto outside = m_history.outsideToUndo();
    changeFiles(m_history.takeUndo());
    if (outside)
        outside->undo();
    Q_EMIT historyChanged();
}

void WorkspaceStore::redo()
{
    const auto outside = m_history.outsideToRedo();
    changeFiles(m_history.takeRedo());
    if (outside)
        outside->redo();
    Q_EMIT historyChanged();
}

void WorkspaceStore::note(const EditTitle &title, const QStringList &files, const std::shared_ptr<OutsideEdit> &edit)
{
    m_history.add(title, files, edit);
    Q_EMIT historyChanged();
}

void WorkspaceStore::forget(const QStringList &files)
{
    m_history.forget({files.begin(), files.end()}, {});
    Q_EMIT historyChanged();
}

void WorkspaceStore::changeFiles(const FileChanges &changes)
{
    if (changes.isEmpty())
        return;
    const QList<WorkspaceFault> faults = m_image.faults();
    if (!m_disk)
        return tell(m_image.put(changes, WorkspaceChange::Origin::Edit), faults);
    QList<FileSave> saves;
    for (auto file = changes.begin(); file != changes.end(); ++file) {
        if (!m_unsaved.contains(file.key()))
            m_unsaved.insert(file.key(), {m_image.bytesOf(file.key())});
    }
    noteMoves(m_unsaved, m_image.bytesOf(changes.keys()), changes);
    const WorkspaceChange change = m_image.put(changes, WorkspaceChange::Origin::Edit);
    for (const QString &file : changes.keys()) {
        // What is in conflict waits for somebody to decide.
        if (!m_unsaved.value(file).isConflict)
            saves.append(saveOf(file));
    }
    sendToDisk(saves);
    if (!change.added.isEmpty() || !change.removed.isEmpty())
        m_watcher->setFiles(m_image.contents());
    tell(change, faults);
}

void WorkspaceStore::tell(const WorkspaceChange &change, const QList<WorkspaceFault> &faultsBefore)
{
    if (!change.isEmpty())
        Q_EMIT changed(change);
    if (m_image.faults() != faultsBefore)
        Q_EMIT faultsChanged();
}

} // namespace fuseboard
