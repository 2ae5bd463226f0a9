// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacemenu.h"

#include "models/figures.h"
#include "workspace/folderdialog.h"
#include "workspace/slug.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool holdsWorkspace(const QString &folder)
{
    return QFileInfo(QDir(folder).filePath(u"workspace.json"_s)).isFile();
}

bool isEmptyFolder(const QString &folder)
{
    return QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/// Where its user keeps what he makes: the program may have been started anywhere.
QString placeOfFolders()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

bool isSameFolder(const QString &one, const QString &other)
{
    return !one.isEmpty() && !other.isEmpty() && QFileInfo(one) == QFileInfo(other);
}

} // namespace

WorkspaceMenu::WorkspaceMenu(const QString &folder, const QStringList &recent, QWidget *window)
    : QObject(window)
    , m_window(window)
{
    addAction(tr("&New workspace…"), Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_N, [this] {
        ask(new FolderDialog(m_window, tr("Folder for the new workspace"), placeOfFolders()),
            [this](const QString &chosenFolder) { make(chosenFolder); });
    });
    addAction(tr("&Open workspace…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O, [this] {
        auto *dialog = new QFileDialog(m_window, tr("Folder of the workspace"));
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        ask(dialog, [this](const QString &chosenFolder) { open(chosenFolder); });
    });
    addRecent(folder, recent);
    QAction *close = addAction(tr("&Close workspace"), Qt::CTRL | Qt::SHIFT | Qt::Key_W,
                               [this] { Q_EMIT chosen({}, {}); });
    close->setEnabled(!folder.isEmpty()); // without one the demo is shown
    addAction(tr("New &window"), Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_W, [this] { Q_EMIT newWindowRequested(); });
    QAction *keepDemo = addAction(tr("&Keep demo as workspace…"), {}, [this] { keep(); });
    keepDemo->setEnabled(folder.isEmpty());
}

QAction *WorkspaceMenu::addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    m_actions.append(action);
    return action;
}

void WorkspaceMenu::addRecent(const QString &folder, const QStringList &recent)
{
    auto *menu = new QMenu(tr("&Recent workspaces"), m_window);
    for (const QString &each : recent) {
        if (isSameFolder(each, folder))
            continue;
        // A path's own & is no mnemonic.
        QAction *action = menu->addAction(
            wording::printable(QDir::toNativeSeparators(each), 80).replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, each] { open(each); });
    }
    menu->menuAction()->setEnabled(!menu->isEmpty());
    m_actions.append(menu->menuAction());
}

void WorkspaceMenu::ask(QFileDialog *dialog, const std::function<void(const QString &)> &take)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, take);
    dialog->open();
}

void WorkspaceMenu::keep()
{
    askWhereToKeep(placeOfFolders());
}

void WorkspaceMenu::askWhereToKeep(const QString &startingIn)
{
    auto *dialog = new FolderDialog(m_window, tr("New or empty folder for the workspace"), startingIn);
    connect(dialog, &QDialog::rejected, this, &WorkspaceMenu::keepDeclined);
    ask(dialog, [this](const QString &chosenFolder) { keepIn(chosenFolder); });
}

void WorkspaceMenu::keepIn(const QString &folder)
{
    if (isEmptyFolder(folder))
        return Q_EMIT keepChosen(folder);
    refuseToKeepIn(folder);
}

/// Nobody looks at the status line below a dialog.
void WorkspaceMenu::refuseToKeepIn(const QString &folder)
{
    auto *refusal = new QMessageBox(
        QMessageBox::NoIcon, tr("Keep demo as workspace"),
        tr("%1 is not empty.").arg(wording::printable(QDir::toNativeSeparators(folder), 120)), QMessageBox::NoButton,
        m_window);
    refusal->setAttribute(Qt::WA_DeleteOnClose);
    refusal->setTextFormat(Qt::PlainText);
    refusal->setInformativeText(tr("Choose an empty folder, or make a new one in it."));
    QPushButton *again = refusal->addButton(tr("Choose &another folder…"), QMessageBox::AcceptRole);
    QPushButton *cancel = refusal->addButton(tr("Cancel"), QMessageBox::RejectRole);
    refusal->setDefaultButton(again);
    refusal->setEscapeButton(cancel);
    connect(refusal, &QDialog::finished, this, [this, refusal, again, folder] {
        if (refusal->clickedButton() == again)
            askWhereToKeep(folder); // whoever leaves is still leaving
        else
            Q_EMIT keepDeclined();
    });
    refusal->open();
}

void WorkspaceMenu::make(const QString &folder)
{
    Q_EMIT chosen(folder, holdsWorkspace(folder) ? QString() : nameAfterFolder(folder, tr("Workspace")));
}

void WorkspaceMenu::open(const QString &folder)
{
    if (holdsWorkspace(folder))
        return Q_EMIT chosen(folder, {});
    Q_EMIT noticed(tr("%1 holds no workspace.json. “New workspace…” makes one there.")
                       .arg(wording::printable(QDir::toNativeSeparators(folder), 120)));
}

} // namespace fuseboard
