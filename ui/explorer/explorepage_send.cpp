// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "client/apiclient.h"
#include "common/icons.h"
#include "common/openeditor.h"
#include "explorer/callsession.h"
#include "explorer/copycommand.h"
#include "explorer/fieldtable.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/responsepane.h"
#include "explorer/sendingmeans.h"
#include "explorer/sendingquestion.h"
#include "explorer/seriescommand.h"
#include "interchange/copyasmenu.h"
#include "models/errorwording.h"
#include "models/figures.h"

#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

void ExplorePage::setEnvironment(const EnvironmentState &state)
{
    m_means->setEnvironment(state);
    m_series->checkEnvironment();
    applyScope();
    m_request->refreshPolicies();
    showBaseUrl();
}

void ExplorePage::applyScope()
{
    m_bar->setScope(m_means->scope());
    m_request->setScope(m_means->scope());
    m_response->setSecretNames(m_means->secretNames());
}

void ExplorePage::takeCaptures(const CallSession &session)
{
    m_means->take(session.results());
    applyScope();
    onSessionChanged(&session);
}

void ExplorePage::showBaseUrl()
{
    m_bar->setBaseUrl(m_means->shownBaseUrl(currentDraft().clientId));
}

void ExplorePage::setFolder(const QString &folder, const QStringList &agreedFiles)
{
    m_means->setFolder(folder, agreedFiles);
    m_request->setFolder(folder);
}

void ExplorePage::setSpool(const SpoolPlace &place)
{
    m_means->setSpool(place);
}

std::optional<BuiltRequest> ExplorePage::built(const Tab &tab, QString &problem) const
{
    problem = m_request->problem();
    if (!problem.isEmpty())
        return std::nullopt;
    const SendingMeans::Sendable sendable = m_means->sendable(tab.draft);
    problem = sendable.problem;
    return sendable.built;
}

void ExplorePage::send()
{
    commitOpenEditor(*m_request);
    Tab *tab = current();
    if (!tab)
        return;
    if (tab->session->isRunning()) {
        Q_EMIT noticed(tr("“%1” has a call under way; nothing was sent.").arg(wording::printable(tab->draft.name, 80)));
        return;
    }
    QString problem;
    const auto ready = built(*tab, problem);
    if (!ready)
        tab->session->refuse(problem);
    else if (m_means->environment().config.confirmBeforeSending)
        askFirst(*tab, *ready);
    else
        sendNow(*tab, *ready);
}

void ExplorePage::askFirst(const Tab &tab, const BuiltRequest &built)
{
    askToSend(m_theme, *m_means, {static_cast<const OpenRequest &>(tab), built}, this,
              [this, asked = static_cast<const OpenRequest &>(tab), built](bool isSame) {
                  sendAgreed(asked, built, isSame);
              });
}

void ExplorePage::sendAgreed(const OpenRequest &asked, const BuiltRequest &built, bool isSame)
{
    Tab *tab = tabOf(asked.key);
    if (!tab) {
        Q_EMIT failed(tr("Nothing was sent: the request is open no more."));
        return;
    }
    const QString problem = obstacleToAgreed(*m_means, asked, tab->draft, isSame);
    if (problem.isEmpty())
        sendNow(*tab, built);
    else
        tab->session->refuse(problem);
}

void ExplorePage::sendNow(Tab &tab, const BuiltRequest &built)
{
    const QString clientId = tab.draft.clientId;
    const QString requestId = tab.draft.requestId;
    ApiClient *client = m_means->client(clientId);
    tab.session->setChecks(m_means->checksOf(tab.draft));
    if (Call *call = tab.session->send(*client, built.request, built.options))
        Q_EMIT callSent(clientId, client, call, requestId);
}

void ExplorePage::addSendingCommands()
{
    // What is being written in a cell counts, as it does for Send.
    const auto open = [this](const QString &key) -> const OpenRequest * {
        commitOpenEditor(*m_request);
        return key.isEmpty() ? current() : tabOf(key);
    };
    const auto problemOf = [this](const QString &key) { return key == m_shown ? m_request->problem() : QString(); };
    m_series = new SeriesCommand(m_theme, m_scheduler, *m_means, {open, problemOf}, this);
    connect(m_series, &SeriesCommand::callSent, this, &ExplorePage::callSent);
    connect(m_series, &SeriesCommand::captured, this, [this](const CheckResults &results) {
        m_means->take(results);
        applyScope();
    });
    connect(m_series, &SeriesCommand::notCaptured, this, &ExplorePage::failed);
    const auto find = [this](QString &problem) -> std::optional<CopyCommand::Front> {
        commitOpenEditor(*m_request);
        const Tab *tab = current();
        auto ready = tab ? built(*tab, problem) : std::nullopt;
        return ready ? std::optional(CopyCommand::Front{tab->draft.clientId, *std::move(ready)}) : std::nullopt;
    };
    m_copy = new CopyCommand(*m_means, find, this);
    connect(m_copy, &CopyCommand::noticed, this, &ExplorePage::noticed);
    connect(m_copy, &CopyCommand::failed, this, &ExplorePage::failed);
    addAction(m_copy->menu()->menuAction());
    auto *button = new QToolButton(m_bar);
    button->setText(tr("Copy as"));
    button->setIcon(themedIcon(m_theme, IconId::Copy));
    button->setAccessibleName(button->text());
    button->setToolTip(tr("Copies the request as a command or as code, without its secrets"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_copy->menu());
    m_bar->addTool(button);
}

void ExplorePage::setSecretStore(const SecretStoreStatus &store)
{
    m_response->setSecretStore(store);
}

void ExplorePage::setSecretClipboard(SecretClipboard &clipboard)
{
    m_copy->setSecretClipboard(clipboard);
    const QList<FieldTable *> tables = m_request->findChildren<FieldTable *>();
    for (FieldTable *table : tables) {
        table->setSecretClipboard(clipboard);
        connect(table, &FieldTable::noticed, this, &ExplorePage::noticed);
    }
}

void ExplorePage::cancel()
{
    if (Tab *tab = current())
        tab->session->cancel();
}

} // namespace fuseboard
