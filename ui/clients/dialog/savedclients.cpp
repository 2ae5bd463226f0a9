// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/savedclients.h"

#include "auth/secretstorestatus.h"
#include "clients/clienteditor.h"
#include "config/secretuses.h"
#include "models/editwording.h"

#include <algorithm>

namespace fuseboard {

namespace {

bool needsKeychain(const ClientConfig &config)
{
    const QList<SecretUse> uses = secretUsesOf(config);
    return std::any_of(uses.begin(), uses.end(),
                       [](const SecretUse &use) { return use.secret.source() == Secret::Source::Keychain; });
}

} // namespace

SavedClients::SavedClients(ClientEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    connect(&editor, &ClientEditor::stored, this, &SavedClients::tellStored);
}

void SavedClients::tell(const QString &clientId)
{
    if (const auto config = m_editor.config(clientId))
        m_untold.insert(clientId, *config);
    tellStored();
}

void SavedClients::tellStored()
{
    const QStringList clients = m_untold.keys();
    for (const QString &clientId : clients) {
        if (!m_editor.isStored(clientId))
            continue;
        const ClientConfig saved = m_untold.take(clientId);
        if (m_editor.config(clientId) == saved)
            Q_EMIT noticed(sentenceOf(saved));
    }
}

QString SavedClients::sentenceOf(const ClientConfig &config) const
{
    const bool hasKeychain = !m_secretStore || m_secretStore->state() != SecretStoreState::Absent;
    const bool losesSecrets = m_editor.isKept() && !hasKeychain && needsKeychain(config);
    return losesSecrets ? wording::savedWithoutSecrets(config.name) : wording::saved(config.name, m_editor.isKept());
}

} // namespace fuseboard
