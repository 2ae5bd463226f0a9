// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/environmentsave.h"

#include "config/configfile.h"
#include "config/environmentfile.h"
#include "variables/environmentrules.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacelock.h"
#include "workspace/workspacewriter.h"

#include <QFileInfo>

namespace fuseboard {

namespace {

using Config = std::optional<EnvironmentConfig>;

Config configIn(const QList<Environment> &environments, const QString &slug)
{
    const Environment *environment = findEnvironment(environments, slug);
    return environment ? Config(environment->config) : std::nullopt;
}

/// One edit of the files, on what they hold now.
class EnvironmentsSaving
{
public:
    EnvironmentsSaving(const EnvironmentsSave &save, const QString &folder, FileSystem &files)
        : m_save(save)
        , m_folder(folder)
        , m_files(files)
    {
    }

    EnvironmentsSaved run();

private:
    void plan(const QString &slug);
    void planNew(const QString &slug, const EnvironmentConfig &mine);
    void change(const QString &slug, const Config &config);
    [[nodiscard]] Result<void> write();
    [[nodiscard]] std::optional<QByteArray> bytesOf(const QString &slug) const;

    const EnvironmentsSave &m_save;
    const QString &m_folder;
    FileSystem &m_files;
    EnvironmentsSaved m_saved;
    QList<Environment> m_all; // as they are to be
    QStringList m_changed;
    QStringList m_removed;
};

EnvironmentsSaved EnvironmentsSaving::run()
{
    const WorkspaceLock lock(m_folder);
    m_saved.present = loadEnvironments(m_folder);
    m_all = m_saved.present.environments;
    for (const Environment &environment : m_save.base)
        plan(environment.slug);
    for (const Environment &environment : m_save.edited) {
        if (!findEnvironment(m_save.base, environment.slug))
            planNew(environment.slug, environment.config);
    }
    if (!m_saved.isDone())
        return m_saved;
    m_saved.outcome = write();
    m_saved.present = loadEnvironments(m_folder);
    return m_saved;
}

void EnvironmentsSaving::plan(const QString &slug)
{
    const Config base = configIn(m_save.base, slug);
    const Config mine = configIn(m_save.edited, slug);
    if (mine == base)
        return;
    const Config theirs = configIn(m_saved.present.environments, slug);
    const bool isGone = !m_saved.present.taken.contains(slug);
    if (mine ? theirs == mine : isGone)
        return;
    const auto bytes = bytesOf(slug);
    const bool isSeen = m_save.seen.contains(slug) && m_save.seen.value(slug) == bytes;
    if (theirs == base || isSeen)
        return change(slug, mine);
    const auto written = mine ? std::optional(writeEnvironmentConfig(*mine)) : std::nullopt;
    m_saved.conflicts.append({slug, written, bytes});
}

void EnvironmentsSaving::planNew(const QString &slug, const EnvironmentConfig &mine)
{
    if (configIn(m_saved.present.environments, slug) == Config(mine))
        return; // by a try that went wrong later
    if (m_saved.present.taken.contains(slug, Qt::CaseInsensitive))
        m_saved.isNameTaken = true;
    else
        change(slug, mine);
}

void EnvironmentsSaving::change(const QString &slug, const Config &config)
{
    m_all.removeIf([&slug](const Environment &one) { return one.slug == slug; });
    if (!config)
        return m_removed.append(slug);
    m_all.append({slug, *config});
    m_changed.append(slug);
}

Result<void> EnvironmentsSaving::write()
{
    const auto contents = filesOf(m_all);
    if (!contents)
        return contents.error();
    // One that was to be removed is absent too where the workspace has gone as a whole.
    const bool isEdit = m_save.edited != m_save.base;
    if (auto there = checkHoldsWorkspace(m_folder); !there && isEdit)
        return there;
    for (const QString &slug : std::as_const(m_changed)) {
        const QString file = environmentFile(slug);
        if (auto written = writeWithin(m_files, m_folder, file, contents->value(file)); !written)
            return written;
    }
    for (const QString &slug : std::as_const(m_removed)) {
        if (auto removed = removeWithin(m_files, m_folder, environmentFile(slug)); !removed)
            return removed;
    }
    // What is there already may be so by a try whose sync has failed.
    const QString place = pathWithin(m_folder, environmentsFolder());
    auto synced = QFileInfo(place).isDir() ? m_files.sync(place) : Result<void>();
    return synced && isEdit ? checkHoldsWorkspace(m_folder) : synced; // it may have gone meanwhile
}

std::optional<QByteArray> EnvironmentsSaving::bytesOf(const QString &slug) const
{
    const auto bytes = readConfigFile(pathWithin(m_folder, environmentFile(slug)));
    return bytes ? std::optional(*bytes) : std::nullopt;
}

} // namespace

EnvironmentsSaved saveEnvironmentEdit(const EnvironmentsSave &save, const QString &folder, FileSystem &files)
{
    return EnvironmentsSaving(save, folder, files).run();
}

} // namespace fuseboard
