// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clientreading.h"

#include "cli/faultreport.h"
#include "config/configfile.h"
#include "config/document.h"
#include "config/json/jsontext.h"
#include "config/secretuses.h"
#include "interchange/placeholders.h"
#include "models/errorwording.h"
#include "models/filenotice.h"
#include "variables/clientsubstitution.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMap>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences of this file their context for translators.
class ReadingText
{
    Q_DECLARE_TR_FUNCTIONS(ClientReading)
};

constexpr auto signedIn = "auth.refresh_token"_L1; // which a sign-in brings

constexpr auto proxyPassword = "proxy.password"_L1; // the only one that may be empty

bool isInProcess(const QString &name)
{
    return qEnvironmentVariableIsSet(name.toLocal8Bit().constData());
}

/// Line breaks at its end do not count, as where it is used.
bool isEmptyInProcess(const QString &name)
{
    const QString value = qEnvironmentVariable(name.toLocal8Bit().constData());
    return std::all_of(value.begin(), value.end(), [](QChar sign) { return sign == u'\n' || sign == u'\r'; });
}

/// With places for the file, the field and the variable of the process.
QString sentenceOfMissing(bool isKept, const QString &name)
{
    if (isKept)
        //: %1 a file, %2 a field of it, %3 a variable of the process
        return ReadingText::tr("%1: %2 is kept in the keychain, which the command line cannot open. Set the "
                               "environment variable %3 to it before the program starts.");
    if (isInProcess(name))
        return ReadingText::tr("%1: %2 is taken from the environment variable %3, which is empty. Set it to the "
                               "secret before the program starts.");
    return ReadingText::tr("%1: %2 is taken from the environment variable %3, which is not set. Set it before the "
                           "program starts.");
}

/// Files of the section "tls" that are not there. Without TLS nothing reads them.
QList<ConfigFault> missingTlsFiles(const ClientConfig &config)
{
    QList<ConfigFault> faults;
    if (!config.tls || config.baseUrl.scheme() != "https"_L1)
        return faults;
    const auto look = [&faults](const QString &path, const QString &file) {
        const QFileInfo info(file);
        if (!file.isEmpty() && !(info.exists() && info.isReadable()))
            faults.append(
                {info.exists() ? ErrorDetail::NoPermission : ErrorDetail::NotFound, path, file.left(80), {}, 0, 0});
    };
    look(u"tls.ca_file"_s, config.tls->caFile);
    look(u"tls.client_certificate"_s, config.tls->clientCertificate);
    look(u"tls.client_key"_s, config.tls->clientKey);
    return faults;
}

/// No keychain is at hand: its secrets may be in variables of the process, named as an export names them.
void takeKeychainFromProcess(ClientConfig &config)
{
    const Placeholders names(config.name);
    if (!names.namesClient())
        return;
    visitSecrets(config, [&names](const QString &path, Secret &secret) {
        const QString name = names.variableName(path);
        if (secret.source() == Secret::Source::Keychain && isInProcess(name))
            secret = Secret::environment(name);
    });
}

} // namespace

ClientReading::ClientReading(Terminal &terminal, Source source)
    : m_terminal(terminal)
    , m_source(std::move(source))
    , m_choice(m_source.environment, m_source.clientFile)
{
}

std::optional<ClientConfig> ClientReading::read()
{
    const QString &file = m_source.clientFile;
    const auto bytes = readConfigFile(file);
    const auto config = bytes ? readClientConfig(*bytes) : Result<ReadConfig>(bytes.error());
    if (!config) {
        tell(config.error(), file);
        if (const FileKind kind = bytes ? looksLike(*bytes) : FileKind::Client; kind != FileKind::Client)
            m_terminal.warn(ReadingText::tr("%1 looks like the file of a %2; --client takes that of a client.")
                                .arg(file, wording::word(kind)));
        return std::nullopt;
    }
    for (const QString &line : warningLines(config->warnings, file))
        m_terminal.warn(line);
    if (!readScope())
        return std::nullopt;
    auto effective = effectiveConfig(config->config, m_scope);
    if (!effective) {
        tell(effective.error(), file);
        return std::nullopt;
    }
    if (!hasOwnVariables(*effective, file))
        return std::nullopt;
    takeKeychainFromProcess(*effective);
    if (!hasSecretsOf(*effective, file))
        return std::nullopt;
    if (const auto missing = missingTlsFiles(*effective); !missing.isEmpty()) {
        tell(invalidDocument(missing), file);
        return std::nullopt;
    }
    return std::move(effective).value();
}

bool ClientReading::readScope()
{
    if (const QString problem = m_choice.problemOfName(); !problem.isEmpty()) {
        tellMissing(m_source.environment, problem);
        return false;
    }
    const auto scope = m_choice.scope();
    if (!scope) {
        tell(scope.error(), scope.error().subject);
        return false;
    }
    m_scope = *scope;
    return true;
}

bool ClientReading::hasOwnVariables(const ClientConfig &config, const QString &file)
{
    const Placeholders names(config.name);
    QMap<QString, QStringList> paths; // by the variable
    for (const SecretUse &use : secretUsesOf(config)) {
        if (use.secret.source() == Secret::Source::Keychain && (names.namesClient() || use.path != signedIn))
            paths[names.variableName(use.path)].append(use.path);
    }
    QList<ConfigFault> faults;
    QStringList sentences;
    for (auto [variable, shared] : paths.asKeyValueRange()) {
        if (shared.size() == 1 && names.namesClient())
            continue;
        faults.append({ErrorDetail::SecretUnusable, shared.last(), variable, {}, 0, 0});
        if (shared.size() > 1)
            sentences.append(
                //: %1 a file, %2 fields of it, %3 a variable of the process
                ReadingText::tr("%1: %2 would be taken from the same environment variable, %3. Write \"${env:NAME}\" "
                                "for them, with names of their own.")
                    .arg(file, shared.join(", "_L1), variable));
        else
            sentences.append(
                ReadingText::tr("%1: %2 is kept in the keychain, and the client's name has no letter or digit of ASCII "
                                "that an environment variable could be named by. Write \"${env:NAME}\" for it.")
                    .arg(file, shared.first()));
    }
    if (!faults.isEmpty())
        tell(invalidDocument(faults), sentences, sentences.join(u' '));
    return faults.isEmpty();
}

bool ClientReading::hasSecretsOf(const ClientConfig &config, const QString &file)
{
    QList<ConfigFault> faults;
    QStringList sentences;
    for (const SecretUse &use : secretUsesOf(config)) {
        const bool isKept = use.secret.source() == Secret::Source::Keychain;
        const QString name = isKept ? Placeholders(config.name).variableName(use.path) : use.secret.text();
        const bool isNamed = use.secret.source() == Secret::Source::Environment
            && (!isInProcess(name) || (use.path != proxyPassword && isEmptyInProcess(name)));
        if (!isNamed && (!isKept || use.path == signedIn))
            continue;
        faults.append({ErrorDetail::SecretMissing, use.path, name, {}, 0, 0});
        sentences.append(sentenceOfMissing(isKept, name).arg(file, use.path, name));
    }
    if (!faults.isEmpty())
        tell(invalidDocument(faults), sentences, sentences.join(u' '));
    return faults.isEmpty();
}

void ClientReading::tellMissing(const QString &name, const QString &sentence)
{
    tell(Error(ErrorKind::Storage, ErrorDetail::NotFound, name), {sentence}, sentence);
}

void ClientReading::tell(const Error &error, const QString &file)
{
    const QStringList advice = m_choice.advice(error.faults, m_scope);
    const QString text = (QStringList{wording::sentence(error, {{}, {}, true})} + advice).join(u' ');
    tell(error, faultLines(error, file) + advice + warningLines(error.warnings, file), text);
}

void ClientReading::tell(const Error &error, const QStringList &sentences, const QString &text)
{
    m_terminal.warn(sentences.join(u'\n'));
    if (!m_source.json)
        return;
    JsonValue report = JsonValue::object();
    report.append(u"error"_s, errorReport(error, text));
    m_terminal.printBytes(indentedJson(report));
}

} // namespace fuseboard
