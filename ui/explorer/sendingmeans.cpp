// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/sendingmeans.h"

#include "base/secretnames.h"
#include "client/apiclient.h"
#include "config/variablesyntax.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/variablewording.h"
#include "requests/sendablefile.h"

#include <algorithm>

namespace fuseboard {

void SendingMeans::setClient(const QString &id, ApiClient *client)
{
    m_clients.insert(id, client);
    m_clientIds.removeAll(id);
    if (!client)
        return;
    m_clientIds << id;
    hideCaptured(*client);
}

void SendingMeans::setEnvironment(const EnvironmentState &state)
{
    if (state.environment.slug != environment().slug)
        m_captured.clear();
    m_environment = state;
    for (auto captured = m_captured.cbegin(); captured != m_captured.cend(); ++captured)
        m_environment.scope.capture(captured.key(), captured.value());
    // A variable may have become a secret one.
    hideCapturedFromAll();
}

void SendingMeans::setFolder(const QString &folder, const QStringList &agreedFiles)
{
    m_folder = folder;
    m_agreedFiles = agreedFiles;
}

QString SendingMeans::agreeTo(const QString &path)
{
    const auto sendable = sendableFile(path, m_folder, m_agreedFiles);
    if (sendable || sendable.error().detail != ErrorDetail::FileOutside)
        return {};
    m_agreedFiles << sendable.error().value;
    return m_agreedFiles.last();
}

void SendingMeans::take(const CheckResults &results)
{
    if (results.environment != environment().slug)
        return;
    for (const CaptureResult &result : results.captures) {
        if (!result.value || !isVariableName(result.capture.variable))
            continue;
        m_captured.insert(result.capture.variable, *result.value);
        m_environment.scope.capture(result.capture.variable, *result.value);
    }
    hideCapturedFromAll();
}

void SendingMeans::hideCapturedFromAll() const
{
    for (ApiClient *client : m_clients) {
        if (client)
            hideCaptured(*client);
    }
}

void SendingMeans::hideCaptured(ApiClient &client) const
{
    for (const QString &name : secretNames()) {
        if (m_captured.contains(name))
            client.hidePassingSecrets({m_captured.value(name)});
    }
}

QSet<QString> SendingMeans::secretNames() const
{
    QSet<QString> names;
    for (const QString &name : scope().names()) {
        if (scope().find(name)->variable.isSecret() || isSecretParameterName(name))
            names.insert(name);
    }
    return names;
}

QString SendingMeans::shownBaseUrl(const QString &clientId) const
{
    const ApiClient *known = client(clientId);
    if (!known)
        return {};
    const Redactor &redactor = known->authManager().redactor();
    // One that has no whole URL now is still one somewhere: as it is written.
    return m_environment.blocked.contains(clientId) ? redactor.text(m_environment.blockedUrls.value(clientId))
                                                    : redactor.url(known->config().baseUrl);
}

QString SendingMeans::reasonOf(const Error &error) const
{
    const auto isOutside = [](const ConfigFault &fault) { return fault.detail == ErrorDetail::FileOutside; };
    QStringList said{wording::sentence(error)};
    if (std::any_of(error.faults.begin(), error.faults.end(), isOutside))
        said << tr("Or choose it again with “Choose file…”.");
    if (const QString advice = wording::missingVariablesAdvice(error, m_environment.all); !advice.isEmpty())
        said << advice;
    return said.join(u' ');
}

QString SendingMeans::obstacleOf(const QString &clientId) const
{
    const ApiClient *known = client(clientId);
    if (!known)
        return tr("This request belongs to no client. Choose a client in the tree and begin a new one.");
    if (m_environment.isOpening)
        return tr("The secrets of this environment are still being read. Send again in a moment.");
    const auto blocked = m_environment.blocked.constFind(clientId);
    if (blocked == m_environment.blocked.cend())
        return {};
    //: the name of a client, and why nothing can be sent by it
    return tr("%1 cannot send: %2").arg(wording::printable(known->config().name, 60), reasonOf(*blocked));
}

SendingMeans::Sendable SendingMeans::sendable(const RequestDraft &draft) const
{
    if (const QString obstacle = obstacleOf(draft.clientId); !obstacle.isEmpty())
        return {std::nullopt, obstacle};
    auto built = builtOf(draft, {scope(), m_folder, m_agreedFiles});
    if (!built)
        return {std::nullopt, reasonOf(built.error())};
    built->options.spool = m_spool;
    return {*std::move(built), {}};
}

CallChecks SendingMeans::checksOf(const RequestDraft &draft) const
{
    CallChecks checks{draft.more.tests, draft.more.captures, scope(), environment().slug, secretNames()};
    // Those that nobody has a value for yet.
    for (const RequestCapture &capture : draft.more.captures) {
        if (isSecretParameterName(capture.variable))
            checks.secretNames.insert(capture.variable);
    }
    return checks;
}

} // namespace fuseboard
