// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "workspace/store/environmentsave.h"
#include "workspace/store/orderedworker.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

class WorkspaceWatcher;

/// The environments of an open workspace, as its files have them: it follows those, and writes edits of them on a
/// thread of its own. Nothing is unsaved here: an edit is written, or whoever made it still has it.
class EnvironmentStore final : public QObject
{
    Q_OBJECT

public:
    using SavedCallback = std::function<void(const EnvironmentsSaved &)>;

    /// Both must outlive it.
    EnvironmentStore(FileSystem &files, Scheduler &scheduler, QObject *parent = nullptr);
    /// Waits for what is being saved.
    ~EnvironmentStore() override;

    /// folder: empty for a workspace that lies in none; edits of it end with this.
    void open(const QString &folder, const LoadedEnvironments &loaded);
    [[nodiscard]] const LoadedEnvironments &loaded() const { return m_loaded; }

    /// Calls back when loaded() is what the files hold, before changed(): from the event loop, or at once where there
    /// are none.
    void lookAgain(const std::function<void()> &done = {});
    /// Calls back exactly once, as lookAgain() does.
    void save(const EnvironmentsSave &edit, const SavedCallback &done);

Q_SIGNALS:
    /// Of loaded(), by whomever.
    void changed();

private:
    void take(const LoadedEnvironments &loaded, const std::function<void()> &done);
    void watch();

    FileSystem &m_files;
    Scheduler &m_scheduler;
    QString m_folder;
    LoadedEnvironments m_loaded;
    std::unique_ptr<WorkspaceWatcher> m_watcher;
    OrderedWorker m_worker; // the last one: it ends before what it reports to
};

} // namespace fuseboard
