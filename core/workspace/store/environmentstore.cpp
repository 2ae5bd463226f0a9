// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/environmentstore.h"

#include "variables/environmentrules.h"
#include "workspace/store/workspacewatcher.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacewriter.h"

#include <algorithm>

namespace fuseboard {

namespace {

/// Without files nobody else has changed any.
void apply(const EnvironmentsSave &edit, QList<Environment> &environments)
{
    environments.removeIf([&edit](const Environment &one) {
        return findEnvironment(edit.base, one.slug) || findEnvironment(edit.edited, one.slug);
    });
    environments += edit.edited;
    std::sort(environments.begin(), environments.end(),
              [](const Environment &one, const Environment &other) { return one.slug < other.slug; });
}

/// Nothing where the workspace has gone, which is no word on its environments: it may come back. (K12)
std::optional<LoadedEnvironments> unlessGone(const QString &folder, const LoadedEnvironments &loaded)
{
    return checkHoldsWorkspace(folder) ? std::optional(loaded) : std::nullopt;
}

} // namespace

EnvironmentStore::EnvironmentStore(FileSystem &files, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_files(files)
    , m_scheduler(scheduler)
{
}

EnvironmentStore::~EnvironmentStore() = default;

void EnvironmentStore::open(const QString &folder, const LoadedEnvironments &loaded)
{
    m_folder = folder;
    m_loaded = loaded;
    if (folder.isEmpty())
        return;
    m_watcher = std::make_unique<WorkspaceWatcher>(folder, m_scheduler);
    connect(m_watcher.get(), &WorkspaceWatcher::noticed, this, [this] { lookAgain(); });
    watch();
}

void EnvironmentStore::lookAgain(const std::function<void()> &done)
{
    if (m_folder.isEmpty())
        return take(m_loaded, done);
    m_worker.run(
        this, [folder = m_folder] { return unlessGone(folder, loadEnvironments(folder)); },
        [this, done](const std::optional<LoadedEnvironments> &loaded) { take(loaded.value_or(m_loaded), done); });
}

void EnvironmentStore::save(const EnvironmentsSave &edit, const SavedCallback &done)
{
    const auto finish = [this, done](EnvironmentsSaved saved, const std::optional<LoadedEnvironments> &present) {
        saved.present = present.value_or(m_loaded);
        take(saved.present, [&done, &saved] { done(saved); });
    };
    if (m_folder.isEmpty()) {
        EnvironmentsSaved saved;
        saved.present = m_loaded;
        apply(edit, saved.present.environments);
        return finish(saved, saved.present);
    }
    struct Outcome
    {
        EnvironmentsSaved saved;
        std::optional<LoadedEnvironments> present;
    };
    m_worker.run(
        this,
        [edit, folder = m_folder, &files = m_files] {
            const EnvironmentsSaved saved = saveEnvironmentEdit(edit, folder, files);
            return Outcome{saved, unlessGone(folder, saved.present)};
        },
        [finish](const Outcome &outcome) { finish(outcome.saved, outcome.present); });
}

void EnvironmentStore::take(const LoadedEnvironments &loaded, const std::function<void()> &done)
{
    const bool isSame = loaded == m_loaded;
    m_loaded = loaded;
    watch(); // a file that was replaced is another one
    if (done)
        done();
    if (!isSame)
        Q_EMIT changed();
}

void EnvironmentStore::watch()
{
    if (!m_watcher)
        return;
    FileContents files;
    files.insert(environmentFile({}), {}); // no file: its folder is watched, empty too
    for (const QString &slug : std::as_const(m_loaded.taken))
        files.insert(environmentFile(slug), {});
    m_watcher->setFiles(files);
    m_watcher->renew(files.keys());
}

} // namespace fuseboard
