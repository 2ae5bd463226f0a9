// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of an edit: taken back, submitted, saved or not.

#include "clients/dialog/clientdialog.h"
#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/keptsecrets.h"

#include <QStackedWidget>

namespace fuseboard {

using namespace Qt::StringLiterals;

bool ClientDialog::isSaveable() const
{
    const bool isRight = m_draft.faults().isEmpty() && lackingSecrets().isEmpty();
    return !m_isWaiting && isRight && (m_purpose == Purpose::Create || m_draft.isModified());
}

void ClientDialog::remember(const QString &what)
{
    m_undo.append({m_draft.state(), {}, what});
    m_footer->setMessage(what, false, true);
    // All of it happens in one turn; what is edited later stays when it is taken back.
    QMetaObject::invokeMethod(
        this,
        [this] {
            for (Undo &undo : m_undo) {
                if (!undo.after)
                    undo.after = m_draft.state();
            }
        },
        Qt::QueuedConnection);
}

void ClientDialog::undo()
{
    if (m_undo.isEmpty() || m_isWaiting)
        return;
    const Undo last = m_undo.takeLast();
    if (m_undo.isEmpty() && m_kept)
        m_kept->setTypedBefore({}); // what was restored is the first
    m_draft.takeBack(last.before, last.after.value_or(m_draft.state()));
    m_footer->setMessage(m_undo.isEmpty() ? QString() : m_undo.last().what, false, !m_undo.isEmpty());
}

void ClientDialog::restoreEdits(const JsonValue &tree, const QStringList &typed, bool lacksSecrets)
{
    remember(lacksSecrets ? restoredSentence(tree, typed) : tr("Your edits that were not saved are here again."));
    if (m_kept)
        m_kept->setTypedBefore(typed);
    ConfigDraft::State edited{tree, m_draft.state().secrets};
    for (const QString &path : typed)
        edited.secrets.remove(path);
    m_draft.setState(edited);
}

QString ClientDialog::restoredSentence(const JsonValue &tree, const QStringList &typed) const
{
    const QString sentence = tr(
        "Your edits that were not saved are here again, without the secrets: type those again.");
    QStringList dropped;
    for (const QString &path : typed) {
        const FieldFacts *facts = ConfigDraft::factsOf(path);
        const JsonValue *left = findInTree(tree, path);
        const bool isThere = left && left->isText() && !left->text.isEmpty(); // typed again before the next crash
        if (facts && !facts->isSecret && !isThere && row(path))
            dropped.append(row(path)->editor()->info().label);
    }
    if (dropped.isEmpty())
        return sentence;
    //: %1 a whole sentence; %2 names of fields: Prefix, Base URL
    return tr("%1 What may hold a secret was not kept either: %2.").arg(sentence, dropped.join(u", "_s));
}

void ClientDialog::submit()
{
    if (!isSaveable())
        return;
    m_footer->setMessage({}, false, !m_undo.isEmpty());
    Q_EMIT submitted({m_draft.config(), m_draft.secretsToStore()});
}

void ClientDialog::waitForStore()
{
    setWaiting(true);
    m_footer->setMessage(tr("Waiting for the keychain…"), false, false);
}

void ClientDialog::refuse(const QString &sentence)
{
    setWaiting(false);
    m_footer->setMessage(sentence, true, false);
}

void ClientDialog::setWaiting(bool isWaiting)
{
    m_isWaiting = isWaiting;
    m_stack->setEnabled(!isWaiting);
    m_footer->stopAsking();
    refresh();
}

void ClientDialog::finishSaved()
{
    m_draft.setSaved();
    accept();
}

void ClientDialog::reject()
{
    // A second Esc takes the question back and not the changes with it.
    if (m_footer->isAsking())
        return m_footer->stopAsking();
    // What waits for the keychain goes on without its dialog.
    if (m_isWaiting || !m_draft.isModified())
        return QDialog::reject();
    m_footer->askToDiscard();
}

} // namespace fuseboard
