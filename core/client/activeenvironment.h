// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "client/environmentstate.h"
#include "config/clientconfig.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <map>
#include <memory>

namespace fuseboard {

class ApiClient;
class CookieJars;
class VariableLookup;

/// Brings all clients of a workspace into one environment, and from there into another: each gets the values of its
/// variables by ApiClient::reconfigure(), so that breakers and limiters keep what they know of an origin (D11). A
/// client whose variables have no values is brought to send nothing. Its cookies are those of the environment.
class ActiveEnvironment final : public QObject
{
    Q_OBJECT

public:
    /// workspaceId is part of the keys in the store, which must outlive it, as the jars must; without those no cookie
    /// is kept.
    ActiveEnvironment(QString workspaceId, SecretStore &secrets, CookieJars *cookies = nullptr,
                      QObject *parent = nullptr);
    ~ActiveEnvironment() override;

    /// Makes a client known by its configuration as it is written, or another configuration of it, and brings it into
    /// the environment at once; null takes it back, and its cookies are gone. The client may be destroyed first.
    void setClient(const QString &id, ApiClient *client, const ClientConfig &written);

    [[nodiscard]] const QList<Environment> &environments() const { return m_environments; }
    /// After a change of one or of their secrets. The present one is entered anew; where it is gone, none is. The
    /// cookies of all others are gone, but for those of unread: the slugs of environments that are there, and could not
    /// be read just now.
    void setEnvironments(const QList<Environment> &environments, const QStringList &unread = {});
    /// Looks up its secrets and then changes all clients; until then they are in the one of before. Empty for none. A
    /// second call supersedes the first.
    void enter(const QString &slug);

    [[nodiscard]] const EnvironmentState &state() const { return m_state; }
    /// The name of the environment that the clients and their cookies are in; empty for none. state() tells of the next
    /// one already while that is being opened.
    [[nodiscard]] const QString &opened() const { return m_openedName; }

Q_SIGNALS:
    /// It is being opened, it is open, or its clients are others. Listeners may do anything.
    void changed();

private:
    struct Member
    {
        QPointer<ApiClient> client;
        ClientConfig written;
    };

    void entered();
    void bring(const QString &id);

    QString m_workspaceId;
    SecretStore &m_secrets;
    CookieJars *m_cookies;
    QString m_opened; // the slug of the environment that the scope is of
    QString m_openedName;
    QList<Environment> m_environments;
    std::map<QString, Member> m_members;
    std::unique_ptr<VariableLookup> m_lookup;
    EnvironmentState m_state;
};

} // namespace fuseboard
