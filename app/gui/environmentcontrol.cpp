// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environmentcontrol.h"

#include "environments/environmentsdialog.h"
#include "environments/environmentselector.h"
#include "environments/environmentstrip.h"
#include "explorer/explorepage.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "shell/mainwindow.h"
#include "shell/statusstrip.h"
#include "variables/clientsubstitution.h"
#include "workspace/environmentfiles.h"

#include <QSignalBlocker>

namespace fuseboard {

using namespace Qt::StringLiterals;

EnvironmentControl::EnvironmentControl(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_active(m_parts.workspaceId, m_parts.secrets)
    , m_environments(m_parts.workspace.environments)
{
    m_active.setEnvironments(m_environments);
    followClients();
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
    if (!m_window)
        return;
    m_selector->setState(m_active.environments(), state);
    m_strip->setEnvironment(state.environment.config);
    const QString name = wording::printable(state.environment.config.name, 60);
    //: the title of the window: workspace and environment
    m_window->setWindowTitle(state.isNone() ? m_parts.workspace.name : tr("%1 · %2").arg(m_parts.workspace.name, name));
}

void EnvironmentControl::openDialog()
{
    if (!m_window || m_window->findChild<EnvironmentsDialog *>())
        return;
    auto *dialog = new EnvironmentsDialog(m_parts.theme, m_parts.secrets,
                                          {m_environments, current(), m_parts.taken, m_parts.workspaceId}, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EnvironmentsDialog::saved, this, &EnvironmentControl::carryOut);
    dialog->open();
}

void EnvironmentControl::carryOut(const EnvironmentsEdit &edit)
{
    if (const auto saved = save(edit); !saved)
        return tell(saved);
    // The files have them already; whoever saves before the keychain has answered must not bring the old ones back.
    m_environments = edit.environments;
    auto *secrets = new SecretEdits(edit.secrets, m_parts.workspaceId, m_parts.secrets, this);
    connect(secrets, &SecretEdits::finished, this, [this, edit, secrets](const Result<void> &outcome) {
        secrets->deleteLater();
        m_active.setEnvironments(edit.environments);
        tell(outcome);
    });
    secrets->start();
}

Result<void> EnvironmentControl::save(const EnvironmentsEdit &edit) const
{
    if (m_parts.folder.isEmpty())
        return {};
    if (auto saved = saveEnvironments(edit.environments, m_parts.folder); !saved)
        return saved;
    for (const QString &slug : edit.removed) {
        if (auto removed = removeEnvironment(m_parts.folder, slug); !removed)
            return removed;
    }
    return {};
}

void EnvironmentControl::tell(const Result<void> &outcome)
{
    if (!outcome && m_window)
        m_window->status()->showMessage(wording::sentence(outcome.error()));
}

} // namespace fuseboard
