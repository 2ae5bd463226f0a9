// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environmentcontrol.h"

#include "common/claimedkeys.h"
#include "environments/environmentdrafts.h"
#include "environments/environmentsdialog.h"
#include "environments/environmentselector.h"
#include "environments/environmentstrip.h"
#include "environmentundo.h"
#include "explorer/explorepage.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "variables/clientsubstitution.h"
#include "variables/environmentrules.h"
#include "workspace/conflictdialog.h"
#include "workspace/store/environmentstore.h"
#include "workspace/workspacelayout.h"

#include <QGuiApplication>
#include <QSignalBlocker>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// One that was closed goes only later.
bool isOpen(const EnvironmentsDialog *dialog)
{
    return dialog && dialog->isVisible();
}

} // namespace

EnvironmentControl::EnvironmentControl(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_active(m_parts.workspaceId, m_parts.secrets, &m_parts.cookies)
{
    m_active.setEnvironments(m_parts.store.loaded().environments);
    followClients();
    if (m_parts.history) {
        m_undo = new EnvironmentUndo(m_parts.store, *m_parts.history, this);
        connect(m_undo, &EnvironmentUndo::wanted, this, &EnvironmentControl::takeBack);
    }
    connect(&m_parts.store, &EnvironmentStore::changed, this, &EnvironmentControl::follow);
    // Not everything tells of what it changes: a disk of the network does not.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            m_parts.store.lookAgain();
    });
    connect(&m_active, &ActiveEnvironment::changed, this, &EnvironmentControl::show);
}

void EnvironmentControl::attach(MainWindow &window)
{
    m_window = &window;
    m_strip = new EnvironmentStrip(m_parts.theme, &window);
    window.addStrip(m_strip);
    m_selector = new EnvironmentSelector(m_parts.theme, window.status());
    window.status()->addFirst(m_selector);
    window.addCommand(tr("&Environments…"), Qt::CTRL | Qt::Key_E, [this] { openDialog(); });
    new ClaimedKeys(Qt::CTRL | Qt::Key_E, &window);
    connect(m_selector, &EnvironmentSelector::editRequested, this, &EnvironmentControl::openDialog);
    connect(m_selector, &EnvironmentSelector::environmentChosen, this, [this](const QString &slug) {
        enter(slug);
        Q_EMIT chosen(slug);
    });
    show();
}

void EnvironmentControl::attach(ExplorePage &page)
{
    m_explore = &page;
    show();
}

void EnvironmentControl::enter(const QString &slug)
{
    m_lost.clear();
    m_active.enter(slug);
}

void EnvironmentControl::followClients()
{
    QSignalBlocker quiet(m_active); // one look at the end, and not one for each client
    QStringList ids;
    const QList<ApiClient *> clients = m_parts.clients.clients();
    for (qsizetype i = 0; i < clients.size(); ++i) {
        ids.append(m_parts.clients.nodes().at(i).id);
        m_active.setClient(ids.last(), clients.at(i), m_parts.workspace.clients.at(i).config);
    }
    for (const QString &id : std::as_const(m_known)) {
        if (!ids.contains(id))
            m_active.setClient(id, nullptr, {});
    }
    m_known = ids;
    quiet.unblock();
    show();
}

ClientConfig EnvironmentControl::effective(const ClientConfig &written) const
{
    const auto config = effectiveConfig(written, m_active.state().scope);
    return config ? *config : blockedConfig(written);
}

void EnvironmentControl::show()
{
    const EnvironmentState &state = m_active.state();
    m_parts.clients.followBaseUrls();
    if (m_explore)
        m_explore->setEnvironment(state);
    if (m_window)
        showInWindow(state);
    Q_EMIT changed();
}

void EnvironmentControl::showInWindow(const EnvironmentState &state)
{
    m_selector->setState(m_active.environments(), state);
    m_strip->setEnvironment(state.environment.config);
    const QString name = wording::printable(state.environment.config.name, 60);
    //: the title of the window: workspace and environment
    m_window->setWindowTitle(state.isNone() ? m_parts.workspace.name : tr("%1 · %2").arg(m_parts.workspace.name, name));
}

void EnvironmentControl::follow()
{
    // The values of before go with the names of before until the keychain has answered.
    const LoadedEnvironments &loaded = m_parts.store.loaded();
    if (m_secrets.isEmpty() && (loaded.environments != m_active.environments() || loaded.unread() != m_unread))
        takeEnvironments();
}

void EnvironmentControl::reloadSecrets()
{
    if (m_secrets.isEmpty()) // else it ends with that
        takeEnvironments();
}

void EnvironmentControl::takeEnvironments()
{
    m_unread = m_parts.store.loaded().unread();
    const QString before = current();
    m_active.setEnvironments(m_parts.store.loaded().environments, m_unread);
    if (!before.isEmpty() && current().isEmpty())
        m_lost = before;
    else if (current().isEmpty() && findEnvironment(m_active.environments(), m_lost))
        enter(QString(m_lost)); // it was brought back, and nobody has chosen since
}

void EnvironmentControl::openDialog()
{
    m_parts.store.lookAgain([this] { makeDialog(); });
}

void EnvironmentControl::makeDialog()
{
    if (!m_window || m_dialog)
        return;
    const LoadedEnvironments &loaded = m_parts.store.loaded();
    m_seen.clear();
    m_dialog = new EnvironmentsDialog(m_parts.theme, m_parts.secrets,
                                      {loaded.environments, current(), loaded.taken, m_parts.workspaceId}, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &EnvironmentsDialog::submitted, this, &EnvironmentControl::save);
    if (m_drafts)
        m_draft = m_drafts->follow(*m_dialog);
    m_dialog->open();
}

void EnvironmentControl::save(const EnvironmentsEdit &edit)
{
    const QList<SecretEdit> secrets = m_undo ? EnvironmentUndo::keepingAll(edit.secrets) : edit.secrets;
    saveFiles({secrets, {m_dialog->base(), edit.environments, m_seen}, m_dialog, false, m_draft},
              [this, dialog = m_dialog](const EnvironmentsSaved &saved) { takeRefused(dialog, saved); });
}

void EnvironmentControl::takeBack(const EnvironmentsSave &save, const QList<SecretEdit> &secrets)
{
    saveFiles({secrets, save, {}, true}, [this](const EnvironmentsSaved &saved) {
        refuse({},
               saved.outcome ? tr("The environments were changed elsewhere meanwhile, and stay as they are.")
                             : wording::sentence(saved.outcome.error()));
        m_undo->finish(false);
    });
}

/// And then what it does to secrets.
void EnvironmentControl::saveFiles(const SecretsJob &job, const std::function<void(const EnvironmentsSaved &)> &notDone)
{
    ++m_saving;
    m_parts.store.save(job.save, [this, job, notDone](const EnvironmentsSaved &saved) {
        --m_saving;
        if (!saved.isDone()) {
            notDone(saved);
            if (m_drafts)
                m_drafts->settle(job.draft, false);
            if (!isSaving())
                Q_EMIT settled(false);
            return;
        }
        m_secrets.append(job);
        if (m_undo)
            m_secrets.last().save = m_undo->noteWritten(job.save);
        if (m_secrets.size() == 1)
            startSecrets();
    });
}

void EnvironmentControl::takeRefused(EnvironmentsDialog *dialog, const EnvironmentsSaved &saved)
{
    if (!saved.outcome)
        return refuse(dialog, wording::sentence(saved.outcome.error()));
    if (!isOpen(dialog))
        return refuse({}, tr("The environments were changed elsewhere meanwhile. Your edit is not made."));
    if (!saved.isNameTaken)
        return askForVersion(*dialog, saved.conflicts.first());
    dialog->setTaken(saved.present.taken);
    dialog->refuse({});
    dialog->submit();
}

void EnvironmentControl::refuse(EnvironmentsDialog *dialog, const QString &sentence)
{
    if (isOpen(dialog))
        dialog->refuse(sentence);
    else if (m_window)
        m_window->status()->showProblem(sentence);
}

/// As with requests: nobody replaces a version that he has not seen.
void EnvironmentControl::askForVersion(EnvironmentsDialog &dialog, const EnvironmentConflict &conflict)
{
    const QString file = environmentFile(conflict.slug);
    dialog.refuse(tr("%1 was changed elsewhere since you began.").arg(file));
    auto *question = new ConflictDialog(m_parts.theme, file, conflict.mine, conflict.theirs, &dialog);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ConflictDialog::mineChosen, this, [this, &dialog, conflict] {
        m_seen.insert(conflict.slug, conflict.theirs);
        dialog.submit();
    });
    connect(question, &ConflictDialog::theirsChosen, this, [this, &dialog, slug = conflict.slug] {
        dialog.takeTheirs(slug, findEnvironment(m_parts.store.loaded().environments, slug));
    });
    question->open();
}

/// One edit after the other: the later one builds on what the earlier one leaves.
void EnvironmentControl::startSecrets()
{
    auto *secrets = new SecretEdits(m_secrets.first().edits, m_parts.workspaceId, m_parts.secrets, this);
    connect(secrets, &SecretEdits::finished, this, [this, secrets](const Result<void> &outcome) {
        secrets->deleteLater();
        finishSecrets(*secrets, outcome);
    });
    secrets->start();
}

void EnvironmentControl::finishSecrets(const SecretEdits &secrets, const Result<void> &outcome)
{
    const SecretsJob job = m_secrets.takeFirst();
    const QPointer<EnvironmentsDialog> dialog = job.dialog;
    noteDone(job, secrets.unfinished()); // before the next one, which may end at once
    if (m_secrets.isEmpty())
        takeEnvironments();
    else
        startSecrets();
    if (outcome && dialog)
        dialog->finishSaved();
    else if (!outcome && isOpen(dialog))
        dialog->keepSecrets(job.save.edited, secrets.unfinished(), wording::sentence(outcome.error()));
    else if (!outcome)
        refuse({}, wording::sentence(outcome.error()));
    if (m_drafts)
        m_drafts->settle(job.draft, outcome || EnvironmentUndo::addsOne(job.save)); // which is there, not to be again
    if (!isSaving())
        Q_EMIT settled(outcome.ok());
}

void EnvironmentControl::noteDone(const SecretsJob &job, const QList<SecretEdit> &unfinished)
{
    if (!m_undo)
        return;
    if (job.isUndo)
        return m_undo->finish(true, unfinished);
    if (const QString removal = EnvironmentUndo::removalOf(job.save); m_window && !removal.isEmpty())
        m_window->status()->showMessage(removal);
    QList<SecretEdit> done = job.edits;
    done.removeIf([&unfinished](const SecretEdit &edit) { return unfinished.contains(edit); });
    m_undo->note(job.save, done);
}

} // namespace fuseboard
