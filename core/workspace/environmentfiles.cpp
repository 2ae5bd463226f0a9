// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/environmentfiles.h"

#include "config/configfile.h"
#include "config/environmentfile.h"
#include "variables/environmentrules.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/slug.h"
#include "workspace/workspacelayout.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

Error badEnvironmentName(ErrorDetail detail, const QString &name)
{
    const AllowedKind allowed = detail == ErrorDetail::Duplicate ? AllowedKind::OnceInAnyCase : AllowedKind::Slug;
    return invalidDocument({{detail, {}, shortened(name), {allowed}, 0, 0}});
}

/// Goes through environments/ and gathers what it finds.
class EnvironmentsReading
{
public:
    explicit EnvironmentsReading(const QString &folder)
        : m_folder(folder)
    {
    }

    LoadedEnvironments run();

private:
    void read(const QFileInfo &entry);
    [[nodiscard]] Result<Environment> readAt(const QFileInfo &entry);
    void keepSound();
    void addFault(const QString &slug, Error error);

    const QString &m_folder;
    LoadedEnvironments m_loaded;
};

LoadedEnvironments EnvironmentsReading::run()
{
    const QString path = pathWithin(m_folder, environmentsFolder());
    if (QFileInfo(path).isSymLink()) {
        m_loaded.faults.append({environmentsFolder(), Error(ErrorKind::Storage, ErrorDetail::NotAFile, path)});
        return m_loaded;
    }
    // System finds dangling links and special files too, which are worth a word.
    constexpr QDir::Filters all = QDir::Dirs | QDir::Files | QDir::System | QDir::NoDotAndDotDot;
    for (const QFileInfo &entry : QDir(path).entryInfoList(all, QDir::Name)) {
        m_loaded.taken.append(entry.completeBaseName());
        if (!entry.isDir() && entry.fileName().endsWith(".json"_L1))
            read(entry);
    }
    keepSound();
    return std::move(m_loaded);
}

void EnvironmentsReading::read(const QFileInfo &entry)
{
    auto environment = readAt(entry);
    if (environment)
        m_loaded.environments.append(*std::move(environment));
    else
        addFault(entry.completeBaseName(), environment.error());
}

Result<Environment> EnvironmentsReading::readAt(const QFileInfo &entry)
{
    const QString slug = entry.completeBaseName();
    if (entry.isSymLink())
        return Error(ErrorKind::Storage, ErrorDetail::NotAFile);
    if (!isSafeSlug(slug))
        return badEnvironmentName(ErrorDetail::OutOfRange, entry.fileName());
    const auto isTwin = [&slug](const Environment &other) {
        return other.slug.compare(slug, Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(m_loaded.environments.cbegin(), m_loaded.environments.cend(), isTwin))
        return badEnvironmentName(ErrorDetail::Duplicate, entry.fileName());
    const auto bytes = readConfigFile(entry.filePath());
    if (!bytes)
        return bytes.error();
    auto document = readEnvironmentConfig(*bytes);
    if (!document)
        return document.error();
    for (const ConfigFault &warning : std::as_const(document->warnings))
        m_loaded.warnings.append({environmentFile(slug), warning});
    return Environment{slug, std::move(document->section)};
}

void EnvironmentsReading::keepSound()
{
    QList<Environment> all = std::exchange(m_loaded.environments, {});
    // Whose parent goes, goes too.
    for (bool isSound = false; !isSound; all = std::exchange(m_loaded.environments, {})) {
        isSound = true;
        for (const Environment &environment : std::as_const(all)) {
            const QList<ConfigFault> faults = environmentFaults(all, environment);
            isSound = isSound && faults.isEmpty();
            if (faults.isEmpty())
                m_loaded.environments.append(environment);
            else
                addFault(environment.slug, invalidDocument(faults));
        }
    }
    m_loaded.environments = std::move(all);
}

void EnvironmentsReading::addFault(const QString &slug, Error error)
{
    const QString file = environmentFile(slug);
    error.subject = pathWithin(m_folder, file);
    m_loaded.faults.append({file, std::move(error)});
}

} // namespace

QStringList LoadedEnvironments::unread() const
{
    QStringList slugs;
    for (const QString &slug : taken) {
        const auto isOfIt = [file = environmentFile(slug)](const WorkspaceFault &fault) { return fault.file == file; };
        if (std::any_of(faults.begin(), faults.end(), isOfIt))
            slugs.append(slug);
    }
    return slugs;
}

LoadedEnvironments loadEnvironments(const QString &folder)
{
    return EnvironmentsReading(folder).run();
}

Result<FileContents> filesOf(const QList<Environment> &environments)
{
    FileContents contents;
    QStringList taken;
    for (const Environment &environment : environments) {
        QList<ConfigFault> faults = validate(environment.config) + environmentFaults(environments, environment);
        if (!isSafeSlug(environment.slug))
            faults = badEnvironmentName(ErrorDetail::OutOfRange, environment.slug).faults;
        else if (taken.contains(environment.slug, Qt::CaseInsensitive))
            faults = badEnvironmentName(ErrorDetail::Duplicate, environment.slug).faults;
        const QString file = environmentFile(environment.slug);
        if (!faults.isEmpty()) {
            Error error = invalidDocument(faults);
            error.subject = file;
            return error;
        }
        taken.append(environment.slug);
        contents.insert(file, writeEnvironmentConfig(environment.config));
    }
    return contents;
}

Result<void> saveEnvironments(const QList<Environment> &environments, const QString &folder, FileSystem &files)
{
    const auto contents = filesOf(environments);
    if (!contents)
        return contents.error();
    for (auto file = contents->begin(); file != contents->end(); ++file) {
        if (auto written = writeWithin(files, folder, file.key(), file.value()); !written)
            return written;
    }
    return {};
}

Result<void> saveEnvironments(const QList<Environment> &environments, const QString &folder)
{
    SystemFileSystem files;
    return saveEnvironments(environments, folder, files);
}

Result<void> removeEnvironment(const QString &folder, const QString &slug)
{
    if (!isSafeSlug(slug))
        return badEnvironmentName(ErrorDetail::OutOfRange, slug);
    SystemFileSystem files;
    return removeWithin(files, folder, environmentFile(slug));
}

} // namespace fuseboard
