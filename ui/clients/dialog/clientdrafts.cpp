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
#include <utility>

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
    connect(&editor, &ClientEditor::settled, this, &ClientDrafts::settle);
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

KeptDraft ClientDrafts::beginOf(const QString &clientId, const QString &version) const
{
    if (const auto unstored = m_unstored.constFind(clientId); unstored != m_unstored.cend())
        return *unstored;
    KeptDraft draft{QUuid::createUuid().toString(QUuid::WithoutBraces), clientId};
    draft.base = version;
    return draft;
}

bool ClientDrafts::follow(ClientDialog &dialog, const QString &clientId)
{
    const JsonValue saved = dialog.draft().state().tree;
    const QString version = versionOf(saved);
    const auto edited = std::make_shared<Edited>(Edited{clientId, beginOf(clientId, version), saved});
    bool isOfThis = true;
    if (const auto left = m_unstored.contains(clientId) ? std::nullopt : takeOf(clientId)) {
        edited->draft = *left;
        edited->last = *left; // it is kept already
        isOfThis = left->base == version;
        const QString told = m_told.take(left->key);
        if (!told.isEmpty() && m_told.key(told).isEmpty())
            Q_EMIT settled(told);
        dialog.restoreEdits(withSecretsOf(saved, settingsOf(*left)), left->typed,
                            left->secrets == DraftSecrets::OfItsOwn);
    }
    m_edited = edited;
    connect(&dialog.draft(), &ConfigDraft::changed, this, [this, &dialog, edited] { keep(dialog.draft(), *edited); });
    connect(&dialog, &QDialog::finished, this, [this, &dialog, edited](int result) {
        finish(*edited, result == QDialog::Accepted, dialog.isWaiting());
        if (m_edited == edited)
            m_edited.reset();
    });
    return isOfThis;
}

void ClientDrafts::nameNew(const QString &clientId)
{
    if (!m_edited)
        return;
    m_edited->clientId = clientId;
    if (!m_editor.isStored(clientId) && !m_edited->last.key.isEmpty())
        m_unstored.insert(clientId, m_edited->last);
    discardStored();
}

void ClientDrafts::keep(const ConfigDraft &config, Edited &edited)
{
    if (!config.isModified())
        return takeBack(edited);
    const JsonValue &tree = config.state().tree;
    const JsonValue bare = withoutSecrets(tree, config.state().secrets.values());
    const JsonValue restored = withSecretsOf(edited.saved, bare);
    KeptDraft kept = edited.draft; // with what an earlier run has asked for, which is kept nowhere yet
    kept.settings = compactJson(bare);
    kept.typed += config.typedSecrets() + lostFields(tree, restored);
    kept.typed.removeDuplicates();
    const bool lacksSecrets = !kept.typed.isEmpty() || !isSameJson(restored, tree);
    kept.secrets = lacksSecrets ? DraftSecrets::OfItsOwn : DraftSecrets::None;
    edited.last = kept;
    m_store.keep(kept);
}

void ClientDrafts::takeBack(Edited &edited)
{
    edited.last = {};
    const auto unstored = m_unstored.constFind(edited.clientId);
    if (unstored != m_unstored.cend() && unstored->key == edited.draft.key)
        return m_store.keep(*unstored);
    edited.draft.typed.clear();
    m_store.discard(edited.draft.key);
}

void ClientDrafts::finish(Edited &edited, bool isSaved, bool isWaiting)
{
    if (!isSaved && !isWaiting)
        return takeBack(edited);
    const bool isStored = m_editor.isStored(edited.clientId);
    if (isSaved && isStored)
        m_store.discard(edited.draft.key);
    if (!isSaved || isStored)
        m_unstored.remove(edited.clientId); // that draft is this one by now
    if (edited.last.key.isEmpty())
        return;
    if (!isSaved)
        m_waiting.insert(edited.clientId, {edited.last, versionOf(edited.saved)});
    else if (!isStored)
        m_unstored.insert(edited.clientId, edited.last);
}

/// Of dialogs that were closed meanwhile. What was refused is what the next one begins with: the last edit, which has
/// those before it in it, on what the first one began from.
void ClientDrafts::settle(const QString &clientId, bool hasAll)
{
    QList<Waiting> waited = m_waiting.values(clientId); // the last one first
    m_waiting.remove(clientId);
    if (waited.isEmpty())
        return;
    const QString begun = waited.last().begun;
    if (!hasAll) {
        m_left.append(waited.takeFirst().draft);
        m_left.last().base = begun; // in this run
    } else if (!m_unstored.contains(clientId) && !m_editor.isStored(clientId)) { // no later dialog has gone on with it
        m_unstored.insert(clientId, waited.takeFirst().draft);
    }
    for (const Waiting &one : std::as_const(waited))
        m_store.discard(one.draft.key);
}

void ClientDrafts::discardStored()
{
    if (m_edited && !m_edited->clientId.isEmpty() && m_editor.isStored(m_edited->clientId))
        rebase(*m_edited);
    const QStringList clients = m_unstored.keys();
    for (const QString &clientId : clients) {
        if (m_editor.isStored(clientId))
            discard(m_unstored.take(clientId).key);
    }
}

void ClientDrafts::rebase(Edited &edited)
{
    const auto config = m_editor.config(edited.clientId);
    const bool isNew = edited.draft.client.isEmpty();
    if (!config || !(isNew || m_unstored.contains(edited.clientId)))
        return;
    if (isNew)
        edited.saved = ConfigDraft(*config).state().tree;
    edited.draft.client = edited.clientId;
    edited.draft.base = versionOf(edited.saved);
    edited.draft.typed.clear();
    if (edited.last.key.isEmpty())
        return;
    edited.last.client = edited.draft.client;
    edited.last.base = edited.draft.base;
    m_store.keep(edited.last);
}

void ClientDrafts::discardUnsaved()
{
    QList<KeptDraft> unsaved = m_unstored.values();
    for (const Waiting &one : std::as_const(m_waiting))
        unsaved.append(one.draft);
    m_unstored.clear();
    m_waiting.clear();
    for (const KeptDraft &draft : unsaved)
        discard(draft.key);
}

void ClientDrafts::discard(const QString &key)
{
    const bool isEdited = m_edited && m_edited->last.key == key;
    if (!isEdited)
        m_store.discard(key);
}

} // namespace fuseboard
