// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/clientdrafts.h"

#include "clients/clienteditor.h"
#include "clients/dialog/clientdialog.h"
#include "config/json/jsontext.h"
#include "models/config/configdraft.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "workspace/store/clientdraftfile.h"

#include <QUuid>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Whether a draft says what is saved already.
bool isSaved(const KeptDraft &draft, const JsonValue &saved)
{
    return draft.typed.isEmpty()
        && ConfigDraft::State{withSecretsOf(saved, settingsOf(draft)), {}} == ConfigDraft::State{saved, {}};
}

} // namespace

ClientDrafts::ClientDrafts(const QString &folder, FileSystem &files, Scheduler &scheduler, ClientEditor &editor,
                           QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_store(folder, files, scheduler)
{
    connect(&m_store, &DraftStore::restored, this, &ClientDrafts::offer);
    connect(&m_store, &DraftStore::failed, this, [this](const Error &error) {
        //: why, as a whole sentence
        Q_EMIT failed(tr("What is not saved would not outlive a crash: %1").arg(wording::sentence(error)));
    });
    connect(&editor, &ClientEditor::stored, this, &ClientDrafts::discardStored);
    m_store.restore();
}

void ClientDrafts::offer(const QList<KeptDraft> &drafts)
{
    for (const KeptDraft &draft : drafts) {
        const auto config = m_editor.config(draft.client);
        if (config && isSaved(draft, ConfigDraft(*config).state().tree)) {
            m_store.discard(draft.key);
            continue;
        }
        m_left.append(draft); // that of a client that has gone too: it may come back
        if (config)
            m_told.insert(draft.key,
                          tr("Edits of the client “%1” were not saved. “Edit client…” has them again.")
                              .arg(wording::printable(config->name, 60)));
        else if (draft.client.isEmpty())
            m_told.insert(draft.key, tr("A new client was not saved. “New client…” has what you wrote again."));
    }
    QStringList told = m_told.values();
    told.removeDuplicates();
    for (const QString &sentence : std::as_const(told))
        Q_EMIT offered(sentence);
}

std::optional<KeptDraft> ClientDrafts::takeOf(const QString &clientId)
{
    const auto found = std::find_if(m_left.cbegin(), m_left.cend(),
                                    [&clientId](const KeptDraft &draft) { return draft.client == clientId; });
    return found == m_left.cend() ? std::nullopt : std::optional(m_left.takeAt(found - m_left.cbegin()));
}

bool ClientDrafts::follow(ClientDialog &dialog, const QString &clientId)
{
    const JsonValue saved = dialog.draft().state().tree;
    const QString version = versionOf(saved);
    KeptDraft draft{QUuid::createUuid().toString(QUuid::WithoutBraces), clientId};
    draft.base = version;
    if (const auto left = takeOf(clientId)) {
        draft = *left;
        const QString told = m_told.take(left->key);
        if (!told.isEmpty() && m_told.key(told).isEmpty())
            Q_EMIT settled(told);
        dialog.restoreEdits(withSecretsOf(saved, settingsOf(draft)), draft.typed,
                            draft.secrets == DraftSecrets::OfItsOwn);
    }
    connect(&dialog.draft(), &ConfigDraft::changed, this,
            [this, &dialog, draft, saved]() mutable { keep(dialog, draft, saved); });
    connect(&dialog, &QDialog::finished, this, [this, &dialog, key = draft.key, clientId](int result) {
        const bool isSaved = result == QDialog::Accepted;
        // What is still being saved may fail; once it is saved, the next start sees that.
        if (isSaved && !m_editor.isStored(clientId))
            m_unstored.insert(key, clientId);
        else if (isSaved || !dialog.isWaiting())
            m_store.discard(key);
    });
    return draft.base == version;
}

void ClientDrafts::keep(ClientDialog &dialog, KeptDraft &draft, const JsonValue &saved)
{
    const ConfigDraft &edited = dialog.draft();
    if (!edited.isModified()) {
        draft.typed.clear();
        return m_store.discard(draft.key);
    }
    const JsonValue &tree = edited.state().tree;
    const JsonValue bare = withoutSecrets(tree, edited.state().secrets.values());
    const JsonValue restored = withSecretsOf(saved, bare);
    KeptDraft kept = draft; // with what an earlier run has asked for, which is kept nowhere yet
    kept.settings = compactJson(bare);
    kept.typed += edited.typedSecrets() + lostFields(tree, restored);
    kept.typed.removeDuplicates();
    const bool lacksSecrets = !kept.typed.isEmpty() || !isSameJson(restored, tree);
    kept.secrets = lacksSecrets ? DraftSecrets::OfItsOwn : DraftSecrets::None;
    discardUnstored(draft.client); // these edits are on top of it
    m_store.keep(kept);
}

void ClientDrafts::discardStored()
{
    const QStringList clients = m_unstored.values();
    for (const QString &clientId : clients) {
        if (m_editor.isStored(clientId))
            discardUnstored(clientId);
    }
}

void ClientDrafts::discardUnsaved()
{
    const QStringList keys = m_unstored.keys();
    m_unstored.clear();
    for (const QString &key : keys)
        m_store.discard(key);
}

void ClientDrafts::discardUnstored(const QString &clientId)
{
    for (const QString &key : m_unstored.keys(clientId)) {
        m_unstored.remove(key);
        m_store.discard(key);
    }
}

} // namespace fuseboard
