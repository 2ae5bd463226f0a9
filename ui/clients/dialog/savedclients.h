// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QHash>
#include <QObject>

namespace fuseboard {

class ClientEditor;
class SecretStoreStatus;

/// Tells of clients that they are saved: once they are on the disk, and not before. Of one that is changed meanwhile,
/// or that has gone, nothing is told.
class SavedClients final : public QObject
{
    Q_OBJECT

public:
    /// The editor must outlive it.
    explicit SavedClients(ClientEditor &editor, QObject *parent = nullptr);

    /// Where typed secrets go; without it that is a keychain. It must outlive this.
    void setSecretStore(const SecretStoreStatus &status) { m_secretStore = &status; }
    /// Of what the client is now.
    void tell(const QString &clientId);

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    void tellStored();
    [[nodiscard]] QString sentenceOf(const ClientConfig &config) const;

    ClientEditor &m_editor;
    const SecretStoreStatus *m_secretStore = nullptr;
    QHash<QString, ClientConfig> m_untold; // by their clients
};

} // namespace fuseboard
