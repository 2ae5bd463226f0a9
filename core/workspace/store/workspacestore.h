// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/edithistory.h"
#include "workspace/store/orderedworker.h"
#include "workspace/store/unsavedfiles.h"
#include "workspace/store/workspaceeditor.h"
#include "workspace/store/workspaceimage.h"
#include "workspace/store/workspacewatcher.h"

#include <functional>
#include <memory>

namespace fuseboard {

class EditBatch;

/// A workspace that is open: its value, the edits of it, and its folder, which other programs may change too.
///
/// An edit is seen at once, can be undone, and is saved on a thread of its own, in order. What cannot be saved stays as
/// an unsaved edit. A file that somebody else has changed is read again, unless it was edited here meanwhile: then
/// neither is lost, and conflictFound() asks. Signals come from the event loop, except changed(), unsavedChanged() and
/// historyChanged() of an edit, which come before it returns.
class WorkspaceStore final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    WorkspaceStore(FileSystem &files, Scheduler &scheduler, QObject *parent = nullptr);
    ~WorkspaceStore() override; ///< waits for what is being saved

    /// Reads a folder, or makes a workspace of that name there first, unless there is one. Ends with opened() or
    /// openFailed(), and may be tried again after that. A workspace without an id gets one.
    void open(const QString &folder);
    void create(const QString &folder, const QString &name);
    /// One that lies in no folder, as the demo: it is edited like any other, and ends with this. Open at once, without
    /// opened(). ConfigInvalid where it has faults.
    Result<void> openInMemory(const Workspace &workspace);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

    [[nodiscard]] const QString &folder() const { return m_folder; } ///< empty for one that lies nowhere
    [[nodiscard]] const Workspace &workspace() const { return m_image.workspace(); }
    /// Of files that are therefore not in the workspace, in the order of their names.
    [[nodiscard]] QList<WorkspaceFault> faults() const { return m_image.faults(); }
    [[nodiscard]] const QList<WorkspaceWarning> &warnings() const { return m_warnings; } ///< of when it was opened

    // Edits; see WorkspaceEditor. Before it is open there is nothing to edit: Storage/NotFound. Each gives the place
    // that it is about, and fails without having done anything.
    Result<WorkspacePlace> add(const WorkspacePlace &parent, const WorkspaceContent::Value &value);
    Result<WorkspacePlace> change(const WorkspacePlace &place, const WorkspaceContent::Value &value);
    Result<WorkspacePlace> rename(const WorkspacePlace &place, const QString &name);
    Result<WorkspacePlace> duplicate(const WorkspacePlace &place, const QString &name);
    Result<WorkspacePlace> remove(const WorkspacePlace &place);
    Result<WorkspacePlace> move(const WorkspacePlace &place, const WorkspacePlace &parent, qsizetype index);

    // The same for several at a time, as one edit: where one of them fails, none is made. What lies in another one of
    // them goes with that. A move's index is that without all of them.
    using NameOfCopy = std::function<QString(const WorkspacePlace &)>;
    Result<QList<WorkspacePlace>> removeAll(const QList<WorkspacePlace> &places);
    Result<QList<WorkspacePlace>> duplicateAll(const QList<WorkspacePlace> &places, const NameOfCopy &nameOf);
    Result<QList<WorkspacePlace>> moveAll(const QList<WorkspacePlace> &places, const WorkspacePlace &parent,
                                          qsizetype index);

    /// Nothing where there is nothing to undo.
    [[nodiscard]] std::optional<EditTitle> undoTitle() const { return m_history.undoTitle(); }
    [[nodiscard]] std::optional<EditTitle> redoTitle() const { return m_history.redoTitle(); }
    void undo();
    void redo();
    /// An edit that somebody else has made, of files that are not in the workspace: undo() and redo() come to it in its
    /// turn, until forget() tells that others have changed such a file.
    void note(const EditTitle &title, const QStringList &files, const std::shared_ptr<OutsideEdit> &edit);
    void forget(const QStringList &files);

    /// Where the system does not let edits be saved, as it was when the workspace was opened, and until one was.
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    /// Files that hold something else on the disk, because they are being saved, could not be, or are in conflict.
    [[nodiscard]] QStringList unsavedFiles() const { return m_unsaved.keys(); }
    /// Those of them that could not be saved, also while it is tried again.
    [[nodiscard]] QStringList failedFiles() const;
    /// Of one that lies in no folder, those that hold something else than at first: what ends with this.
    [[nodiscard]] QStringList unkeptFiles() const;
    [[nodiscard]] bool isSaving() const;
    void saveAgain(); ///< what has failed
    [[nodiscard]] QList<WorkspaceConflict> conflicts() const;
    /// Of a file in conflict: writes what it is here, or takes what it is there, and what that has become meanwhile as
    /// soon as it is read. With theirs, what was moved to that name here is back where it was.
    void keepMine(const QString &file);
    void takeTheirs(const QString &file);

    /// Looks for changes by other programs. For whoever comes back to the window.
    void lookAgain();

Q_SIGNALS:
    void opened();
    void openFailed(const fuseboard::Error &error);
    void changed(const fuseboard::WorkspaceChange &change);
    void unsavedChanged();
    void saved(const QStringList &files);
    /// Once for all files of an edit. They stay unsaved.
    void saveFailed(const QStringList &files, const fuseboard::Error &error);
    /// Told again when theirs has changed.
    void conflictFound(const fuseboard::WorkspaceConflict &conflict);
    void historyChanged();
    void faultsChanged();

private:
    void start(const QString &folder, const QString &nameOfNew);
    void finishOpening(Result<LoadedWorkspace> loaded);
    [[nodiscard]] WorkspaceEditor editor() const;
    Result<WorkspacePlace> carryOut(const Result<WorkspaceEdit> &edit);
    Result<QList<WorkspacePlace>> carryOutAll(const EditBatch &batch, const QList<WorkspacePlace> &places);
    void changeFiles(const FileChanges &changes);
    void tell(const WorkspaceChange &change, const QList<WorkspaceFault> &faultsBefore);

    FileSave saveOf(const QString &file);
    QList<FileSave> savesOfFailed();
    void sendToDisk(const QList<FileSave> &saves);
    void finishSaving(const QList<FileSaved> &outcomes);
    void takeBack(const QString &file, QMap<QString, FoundFile> &files);
    void findConflict(const QString &file, const std::optional<QByteArray> &theirs);

    void readAgain(const DiskScope &scope);
    void takeNews(const DiskNews &news, const FileContents &known);
    void settle(const DiskNews &news, const FileContents &known);
    void takeForeign(const QMap<QString, FoundFile> &files);

    FileSystem &m_files;
    Scheduler &m_scheduler;
    QString m_folder;
    bool m_isOpen = false;
    bool m_isReadOnly = false;
    WorkspaceImage m_image; // as it is here, saved or not
    QList<WorkspaceWarning> m_warnings;
    UnsavedFiles m_unsaved;
    EditHistory m_history;
    std::unique_ptr<WorkspaceWatcher> m_watcher;
    std::shared_ptr<WorkspaceDisk> m_disk; // the worker's
    OrderedWorker m_worker; // the last one: it ends before anything that it calls
};

} // namespace fuseboard
