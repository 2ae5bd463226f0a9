// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/clientcommands.h"

#include "clients/clienteditor.h"
#include "clients/dialog/clientdialog.h"
#include "clients/dialog/clientdrafts.h"
#include "clients/dialog/savedclients.h"
#include "interchange/exportdialog.h"
#include "models/config/configdraft.h"
#include "models/secretwording.h"
#include "models/wording.h"
#include "workspace/conflictdialog.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspacelayout.h"

#include <QAction>

namespace fuseboard {

namespace {

/// Without secrets that somebody wrote into the file by hand.
QByteArray shownConfig(const ClientConfig &config)
{
    return writeContent(ConfigDraft(config).config());
}

} // namespace

ClientCommands::ClientCommands(const Theme &theme, ClientEditor &editor, std::function<void(const QUrl &)> openPage,
                               QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_editor(editor)
    , m_openPage(std::move(openPage))
    , m_window(window)
    , m_saved(new SavedClients(editor, this))
    , m_new(addAction(tr("&New client…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, [this] { createClient(); }))
    , m_edit(addAction(tr("&Edit client…"), Qt::Key_F4, [this] { editClient(m_current); }))
    , m_duplicate(addAction(tr("D&uplicate client"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, [this] { duplicate(); }))
    , m_export(addAction(tr("E&xport client…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E, [this] { exportClient(); }))
    , m_remove(addAction(tr("&Delete client"), {}, [this] { remove(); }))
{
    connect(&editor, &ClientEditor::failed, this, [this](const Error &error) {
        m_failure = m_submitted ? wording::unstoredSecret(error, m_submitted->config.name) : wording::sentence(error);
        Q_EMIT failed(m_failure);
    });
    connect(&editor, &ClientEditor::overtaken, this, &ClientCommands::tellOvertaken);
    connect(&editor, &ClientEditor::settled, this, &ClientCommands::settle);
    connect(m_saved, &SavedClients::noticed, this, &ClientCommands::noticed);
    setCurrent({});
}

QAction *ClientCommands::addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    return action;
}

QList<QAction *> ClientCommands::actions() const
{
    return {m_new, m_edit, m_duplicate, m_export, m_remove};
}

ClientDialog *ClientCommands::dialog() const
{
    return m_dialog;
}

void ClientCommands::setCurrent(const QString &clientId)
{
    m_current = clientId;
    for (QAction *action : {m_edit, m_duplicate, m_export, m_remove})
        action->setEnabled(!clientId.isEmpty());
}

void ClientCommands::setEnvironments(std::function<QList<Environment>()> environments)
{
    m_environments = std::move(environments);
}

void ClientCommands::setPresentEnvironment(std::function<EnvironmentState()> environment)
{
    m_environment = std::move(environment);
}

void ClientCommands::setSecrets(const SecretMeans &means, std::function<SecretKey(const QString &)> ownerOf)
{
    m_secrets.emplace(means);
    m_ownerOf = std::move(ownerOf);
    setSecretStore(means.status);
}

void ClientCommands::setSecretStore(const SecretStoreStatus &status)
{
    m_secretStore = &status;
    m_saved->setSecretStore(status);
}

void ClientCommands::followEnvironment()
{
    if (m_dialog)
        m_dialog->followEnvironment();
}

void ClientCommands::createClient()
{
    openDialog({});
}

void ClientCommands::editClient(const QString &clientId)
{
    if (m_editor.config(clientId))
        openDialog(clientId);
}

void ClientCommands::openDialog(const QString &clientId)
{
    if (m_dialog)
        return;
    m_edited = clientId;
    m_base = m_editor.config(clientId).value_or(ClientConfig());
    m_submitted.reset();
    const DialogMeans means{[this](const ClientConfig &config) { return m_editor.makeTrial(m_edited, config); },
                            m_openPage,
                            m_environment,
                            m_editor.isKept(),
                            m_secretStore,
                            m_secrets ? &*m_secrets : nullptr,
                            m_secrets && !clientId.isEmpty() ? m_ownerOf(clientId) : SecretKey()};
    const auto purpose = clientId.isEmpty() ? ClientDialog::Purpose::Create : ClientDialog::Purpose::Edit;
    m_dialog = new ClientDialog(m_theme, means, m_base, purpose, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    // By then its sign-in has gone too, and keeps nothing any more.
    connect(m_dialog, &QObject::destroyed, &m_editor, &ClientEditor::endTrials);
    connect(m_dialog, &ClientDialog::submitted, this, &ClientCommands::save);
    connect(m_dialog, &ClientDialog::exportRequested, this,
            [this](const ClientConfig &config, bool isSaved) { exportConfig(config, !isSaved, m_dialog); });
    if (m_drafts && !m_drafts->follow(*m_dialog, clientId))
        m_base = {}; // nobody knows any more what it was: who saves is asked
    m_dialog->open();
}

void ClientCommands::save(const ClientEdit &edit)
{
    m_submitted = edit;
    if (m_edited.isEmpty())
        create(edit);
    else
        update(edit);
    // What does not wait is done, or was refused.
    if (m_submitted && m_editor.isWaiting(m_edited))
        m_dialog->waitForStore();
    else if (m_submitted)
        finishSaved();
}

void ClientCommands::create(const ClientEdit &edit)
{
    m_failure.clear();
    const Result<QString> created = m_editor.create(edit);
    if (!created) {
        m_submitted.reset();
        return m_dialog->refuse(wording::sentence(created.error()));
    }
    m_edited = *created;
    m_base = edit.config;
    if (m_drafts)
        m_drafts->nameNew(m_edited);
    if (!m_failure.isEmpty()) { // the store has answered at once
        m_submitted.reset();
        m_dialog->refuse(m_failure);
    }
    Q_EMIT clientShown(*created);
    Q_EMIT clientBegun(*created);
}

void ClientCommands::update(const ClientEdit &edit)
{
    const auto present = m_editor.config(m_edited);
    const bool isAnother = present && *present != m_base && *present != edit.config;
    if (isAnother) {
        m_submitted.reset();
        return askForVersion(edit, *present);
    }
    if (const Result<void> updated = m_editor.update(m_edited, edit); !updated) {
        m_submitted.reset();
        m_dialog->refuse(wording::sentence(updated.error()));
    }
}

void ClientCommands::settle(const QString &clientId, bool hasAll)
{
    if (!m_dialog || !m_submitted || clientId != m_edited || m_dialog->isHidden())
        return;
    if (hasAll)
        return finishSaved();
    const ClientEdit edit = *std::exchange(m_submitted, std::nullopt);
    m_dialog->refuse(m_failure);
    if (m_editor.config(clientId).value_or(m_base) != m_base)
        save(edit); // which asks
}

void ClientCommands::finish()
{
    m_submitted.reset();
    m_dialog->finishSaved();
}

void ClientCommands::finishSaved()
{
    finish();
    m_saved->tell(m_edited);
}

void ClientCommands::tellOvertaken(const QString &clientId)
{
    const auto present = m_editor.config(clientId);
    const QString name = wording::printable(present ? present->name : clientId, 60);
    m_failure = present ? tr("“%1” was changed elsewhere meanwhile. Your edit of it is not made.").arg(name)
                        : tr("“%1” was deleted meanwhile. Your edit of it is not made.").arg(name);
    Q_EMIT failed(m_failure);
}

/// As with requests: nobody replaces a version that he has not seen.
void ClientCommands::askForVersion(const ClientEdit &edit, const ClientConfig &theirs)
{
    const QString file = fileAt({WorkspacePlace::Kind::Client, m_edited});
    m_dialog->refuse(tr("It was changed elsewhere since you began."));
    auto *question = new ConflictDialog(m_theme, file, shownConfig(edit.config), shownConfig(theirs), m_dialog);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ConflictDialog::mineChosen, this, [this, edit, theirs] {
        m_base = theirs;
        save(edit);
    });
    connect(question, &ConflictDialog::theirsChosen, this, &ClientCommands::finish);
    question->open();
}

void ClientCommands::duplicate()
{
    const Result<QString> copy = m_editor.duplicate(m_current);
    if (!copy)
        return Q_EMIT failed(wording::sentence(copy.error()));
    Q_EMIT clientShown(*copy);
    m_saved->tell(*copy);
}

void ClientCommands::exportClient()
{
    if (const auto config = m_editor.config(m_current))
        exportConfig(*config, false, m_window);
}

void ClientCommands::exportConfig(const ClientConfig &config, bool isEdited, QWidget *parent)
{
    const QList<Environment> environments = m_environments ? m_environments() : QList<Environment>();
    const QString current = m_environment ? m_environment().environment.slug : QString();
    auto *dialog = new ExportDialog(m_theme, {config, environments, current, isEdited}, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::noticed, this, &ClientCommands::noticed);
    dialog->open();
}

void ClientCommands::remove()
{
    const auto config = m_editor.config(m_current);
    if (!config)
        return;
    const Result<void> removed = m_editor.remove(m_current);
    if (removed)
        Q_EMIT noticed(tr("“%1” was deleted. %2 brings it back.")
                           .arg(wording::printable(config->name),
                                QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
    else
        Q_EMIT failed(wording::sentence(removed.error()));
}

} // namespace fuseboard
