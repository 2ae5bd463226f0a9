// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/activeenvironment.h"

#include "client/apiclient.h"
#include "cookies/cookiejars.h"
#include "variables/clientsubstitution.h"
#include "variables/environmentrules.h"
#include "variables/variablelookup.h"

namespace fuseboard {

ActiveEnvironment::ActiveEnvironment(QString workspaceId, SecretStore &secrets, CookieJars *cookies, QObject *parent)
    : QObject(parent)
    , m_workspaceId(std::move(workspaceId))
    , m_secrets(secrets)
    , m_cookies(cookies)
{
}

ActiveEnvironment::~ActiveEnvironment() = default;

void ActiveEnvironment::setClient(const QString &id, ApiClient *client, const ClientConfig &written)
{
    m_state.blocked.remove(id);
    if (!client) {
        m_members.erase(id);
        if (m_cookies)
            m_cookies->forgetClient(id);
        Q_EMIT changed();
        return;
    }
    m_members[id] = {client, written};
    const QPointer self(this);
    bring(id);
    if (self)
        Q_EMIT changed();
}

void ActiveEnvironment::setEnvironments(const QList<Environment> &environments, const QStringList &unread)
{
    m_environments = environments;
    m_state.all = environments;
    QStringList slugs = unread;
    for (const Environment &environment : environments)
        slugs.append(environment.slug);
    if (m_cookies)
        m_cookies->keepEnvironments(slugs);
    enter(m_state.environment.slug);
}

void ActiveEnvironment::enter(const QString &slug)
{
    const Environment *environment = findEnvironment(m_environments, slug);
    m_state.environment = environment ? *environment : Environment();
    m_state.isOpening = true;
    m_lookup = std::make_unique<VariableLookup>(VariableScope(m_environments, m_state.environment.slug), m_workspaceId,
                                                m_secrets);
    connect(m_lookup.get(), &VariableLookup::finished, this, &ActiveEnvironment::entered);
    const QPointer self(this);
    m_lookup->start();
    if (self && m_state.isOpening)
        Q_EMIT changed();
}

void ActiveEnvironment::entered()
{
    m_state.isOpening = false;
    m_state.scope = m_lookup->scope();
    m_opened = m_state.environment.slug;
    m_openedName = m_state.environment.config.name;
    const QPointer self(this);
    // What a client tells may change the members.
    QStringList ids;
    for (const auto &member : m_members)
        ids.append(member.first);
    for (const QString &id : std::as_const(ids)) {
        bring(id);
        if (!self)
            return;
    }
    Q_EMIT changed();
}

void ActiveEnvironment::bring(const QString &id)
{
    const auto found = m_members.find(id);
    if (found == m_members.end() || !found->second.client)
        return;
    ApiClient &client = *found->second.client;
    const ClientConfig written = found->second.written;
    client.hideSecrets(m_state.scope.secretValues());
    if (m_cookies)
        client.setCookieJar(m_cookies->of(id, m_opened));
    const auto effective = effectiveConfig(written, m_state.scope);
    if (effective)
        m_state.blocked.remove(id);
    else
        m_state.blocked.insert(id, effective.error());
    m_state.blockedUrls.insert(id, written.baseUrl.text());
    ClientConfig config = effective ? *effective : blockedConfig(written);
    if (config == client.config())
        return;
    const QPointer self(this);
    if (const auto done = client.reconfigure(std::move(config)); !done && self)
        m_state.blocked.insert(id, done.error());
}

} // namespace fuseboard
