// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keychain/keychain.h"

#include <QDBusConnection>
#include <QVariantList>

class QDBusMessage;

namespace fuseboard {

/// Asks the Secret Service of a Linux desktop what libsecret does not tell: whether it is there, whether a secret is
/// locked, and whether its user has unlocked it. https://specifications.freedesktop.org/secret-service-spec/
class SecretService final : public QObject
{
    Q_OBJECT

public:
    /// application: as it stands in the attribute "server" of each secret.
    explicit SecretService(QString application, QObject *parent = nullptr);
    /// Takes a question to the user back.
    ~SecretService() override;

    /// As those of Keychain; silent after destruction.
    void probe(Keychain::Callback done);
    void find(const QString &key, Keychain::Callback done);
    void unlock(const QString &key, Keychain::Callback done);

Q_SIGNALS:
    void changed();
    /// Before changed(): another process has taken its place, or none.
    void ownerChanged();

private:
    struct Method
    {
        QString path;
        QString interface;
        QString name;
    };
    using Handler = std::function<void(const QDBusMessage &)>;

    [[nodiscard]] bool connectToBus();
    void watch();
    void call(const Method &method, const QVariantList &arguments, const Keychain::Callback &failed,
              const Handler &answered);
    void readDefault(const Keychain::Callback &failed, const std::function<void(const QString &)> &use);
    void search(const QString &key, const Keychain::Callback &failed, const Handler &answered);
    void prompt(const QString &path, const Keychain::Callback &done);
    void endPrompt(Keychain::Outcome outcome);

private Q_SLOTS:
    void noteChange();
    void promptCompleted(bool dismissed);

private:
    const QString m_application;
    QDBusConnection m_bus;
    bool m_watching = false;
    QString m_prompt; ///< its path, while the user is asked
    Keychain::Callback m_prompted;
};

} // namespace fuseboard
