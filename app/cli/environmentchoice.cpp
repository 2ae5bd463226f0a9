// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/environmentchoice.h"

#include "auth/memorysecretstore.h"
#include "config/configfile.h"
#include "config/environmentfile.h"
#include "variables/environmentrules.h"
#include "variables/variablelookup.h"
#include "workspace/slug.h"

#include <QDir>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString environmentPath(const QString &environment, const QString &clientFile)
{
    if (environment.endsWith(".json"_L1) || environment.contains(u'/') || environment.contains(QDir::separator()))
        return environment;
    const QString workspace = QFileInfo(clientFile).absolutePath() + u"/../.."_s;
    return QDir::cleanPath(workspace + u"/environments/"_s + environment + u".json"_s);
}

Result<Environment> readEnvironmentAt(const QString &path)
{
    const auto bytes = readConfigFile(path);
    if (!bytes)
        return bytes.error();
    auto read = readEnvironmentConfig(*bytes);
    if (read)
        return Environment{QFileInfo(path).completeBaseName(), std::move(read->section)};
    Error error = read.error();
    error.subject = path;
    return error;
}

/// The environment and its parents, nearest first.
Result<QList<Environment>> readChain(const QString &path)
{
    QList<Environment> chain;
    for (QString next = path; !next.isEmpty();) {
        const auto read = readEnvironmentAt(next);
        if (!read)
            return read.error();
        chain.append(*read);
        const QString &parent = read->config.parent;
        const bool isFile = isSafeSlug(parent) && !findEnvironment(chain, parent);
        next = isFile ? QFileInfo(path).path() + u'/' + parent + u".json"_s : QString();
    }
    for (const Environment &environment : std::as_const(chain)) {
        const QList<ConfigFault> faults = environmentFaults(chain, environment);
        if (faults.isEmpty())
            continue;
        Error error = invalidDocument(faults);
        error.subject = path;
        return error;
    }
    return chain;
}

} // namespace

Result<VariableScope> environmentChoice(const QString &environment, const QString &clientFile)
{
    if (environment.isEmpty())
        return VariableScope();
    const auto chain = readChain(environmentPath(environment, clientFile));
    if (!chain)
        return chain.error();
    // A store that has nothing answers at once.
    MemorySecretStore none;
    VariableLookup lookup(VariableScope(*chain, chain->first().slug), {}, none);
    lookup.start();
    return lookup.scope();
}

} // namespace fuseboard
