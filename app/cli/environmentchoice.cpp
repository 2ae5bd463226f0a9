// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/environmentchoice.h"

#include "auth/memorysecretstore.h"
#include "cli/nearestword.h"
#include "config/configfile.h"
#include "config/environmentfile.h"
#include "variables/environmentrules.h"
#include "variables/variablelookup.h"
#include "workspace/slug.h"
#include "workspace/workspacelayout.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto jsonEnding = ".json"_L1;

/// Gives the sentences of this file their context for translators.
class EnvironmentText
{
    Q_DECLARE_TR_FUNCTIONS(EnvironmentChoice)
};

/// Of the client in clients/<slug>/; empty where that lies elsewhere.
QString workspaceOf(const QString &clientFile)
{
    const QFileInfo clients(QFileInfo(clientFile).absolutePath() + u"/.."_s);
    const QDir folder(QDir::cleanPath(clients.absoluteFilePath()));
    if (folder.dirName() != clientsFolder())
        return {};
    const QString workspace = QDir::cleanPath(folder.path() + u"/.."_s);
    const bool isOne = QFileInfo::exists(pathWithin(workspace, workspaceFile()))
        || QFileInfo::exists(pathWithin(workspace, environmentsFolder()));
    return isOne ? workspace : QString();
}

QStringList namesIn(const QString &workspace)
{
    QStringList names;
    if (workspace.isEmpty())
        return names;
    const QDir folder(pathWithin(workspace, environmentsFolder()));
    for (const QString &file : folder.entryList({u'*' + jsonEnding}, QDir::Files, QDir::Name))
        names.append(file.chopped(jsonEnding.size()));
    return names;
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
        next = isFile ? QFileInfo(path).path() + u'/' + parent + jsonEnding : QString();
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

/// Why the secret of a variable is not there, where the fault itself does not say so.
QString adviceForSecret(const QString &name, const VariableScope &scope)
{
    const VariableScope::Entry *entry = scope.find(name);
    if (entry && entry->variable.source == Variable::Source::Environment)
        return {};
    return EnvironmentText::tr("%1 is kept in the keychain, which is out of reach here. Write \"${env:NAME}\" for its "
                               "value to take it from an environment variable.")
        .arg(name);
}

} // namespace

EnvironmentChoice::EnvironmentChoice(QString environment, const QString &clientFile)
    : m_environment(std::move(environment))
    , m_clientFile(clientFile)
    , m_workspace(workspaceOf(clientFile))
    , m_names(namesIn(m_workspace))
{
}

bool EnvironmentChoice::isFile() const
{
    return m_environment.endsWith(jsonEnding) || m_environment.contains(u'/')
        || m_environment.contains(QDir::separator());
}

QString EnvironmentChoice::path() const
{
    return isFile() ? m_environment : pathWithin(m_workspace, environmentFile(m_environment));
}

QString EnvironmentChoice::problemOfName() const
{
    if (m_environment.isEmpty() || isFile() || m_names.contains(m_environment))
        return {};
    if (m_workspace.isEmpty())
        return EnvironmentText::tr("%1 is not inside a workspace, so it has no environment of the name %2. Give --env "
                                   "the file of one: --env ./%2.json.")
            .arg(m_clientFile, m_environment);
    const QString text = EnvironmentText::tr("The workspace %1 has no environment %2.").arg(m_workspace, m_environment);
    if (m_names.isEmpty())
        return text + u' ' + EnvironmentText::tr("It has none at all.");
    const QString near = nearestWord(m_environment, m_names);
    return text + u' ' + (near.isEmpty() ? QString() : EnvironmentText::tr("Did you mean %1?").arg(near) + u' ')
        + EnvironmentText::tr("It has: %1.").arg(m_names.join(u", "_s));
}

Result<VariableScope> EnvironmentChoice::scopeWithoutSecrets() const
{
    if (m_environment.isEmpty())
        return VariableScope();
    const auto chain = readChain(path());
    if (!chain)
        return chain.error();
    return VariableScope(*chain, chain->first().slug);
}

Result<VariableScope> EnvironmentChoice::scope() const
{
    const auto scope = scopeWithoutSecrets();
    if (!scope)
        return scope.error();
    // A store that has nothing answers at once.
    MemorySecretStore none;
    VariableLookup lookup(*scope, {}, none);
    lookup.start();
    return lookup.scope();
}

QString EnvironmentChoice::adviceForMissing() const
{
    const QString names = m_names.join(u", "_s);
    if (m_environment.isEmpty())
        return m_names.isEmpty()
            ? EnvironmentText::tr("No environment is selected. Give --env the file of one that has the values.")
            : EnvironmentText::tr("No environment is selected. Choose one with --env NAME: %1.").arg(names);
    QStringList others = m_names;
    others.removeAll(m_environment);
    const QString text =
        EnvironmentText::tr("Neither the environment %1 nor a parent of it has a value for that.").arg(m_environment);
    return others.isEmpty()
        ? text
        : text + u' ' + EnvironmentText::tr("--env NAME chooses another: %1.").arg(others.join(u", "_s));
}

QStringList EnvironmentChoice::advice(const QList<ConfigFault> &faults, const VariableScope &scope) const
{
    QStringList sentences;
    for (const ConfigFault &fault : faults) {
        QString sentence;
        if (fault.detail == ErrorDetail::VariableMissing)
            sentence = adviceForMissing();
        else if (fault.detail == ErrorDetail::SecretMissing)
            sentence = adviceForSecret(fault.value, scope);
        if (!sentence.isEmpty() && !sentences.contains(sentence))
            sentences.append(sentence);
    }
    return sentences;
}

} // namespace fuseboard
