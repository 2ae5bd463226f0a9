// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "client/apiclient.h"
#include "client/shownbody.h"
#include "client/urljoin.h"
#include "common/openeditor.h"
#include "environments/confirmsenddialog.h"
#include "explorer/callsession.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/responsepane.h"
#include "explorer/sendingmeans.h"
#include "interchange/copyasmenu.h"
#include "models/errorwording.h"
#include "models/figures.h"

#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// What somebody typed as a credential, or an environment holds as a secret, is masked before it is quoted for any
/// language: quoting changes how it looks.
Request withoutSecrets(const Redactor &redactor, Request request)
{
    Headers headers;
    for (const auto &[name, value] : request.headers.fields())
        headers.append(name, redactor.headerValue(QString::fromUtf8(name), value).toUtf8());
    if (!request.body.isStream()) {
        const QString body = QString::fromUtf8(request.body.bytes());
        request.body = redactor.payload(body, payloadKind(request.headers)).toUtf8();
    }
    request.headers = headers;
    request.url = QUrl(redactor.url(request.url));
    return request;
}

/// "POST https://…", without secrets.
QString shownLine(const ApiClient &client, const Request &request)
{
    const Redactor &redactor = client.authManager().redactor();
    const QString line = QString::fromLatin1(request.method) + u' ' + redactor.url(client.config().baseUrl) + u' '
        + redactor.url(request.url);
    return wording::printable(line);
}

} // namespace

void ExplorePage::setEnvironment(const EnvironmentState &state)
{
    m_means->setEnvironment(state);
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
    if (!tab || tab->session->isRunning())
        return;
    QString problem;
    const auto ready = built(*tab, problem);
    if (!ready)
        tab->session->refuse(problem);
    else if (m_means->environment().config.confirmBeforeSending)
        askToSend(*tab, *ready);
    else
        sendNow(*tab, *ready);
}

void ExplorePage::askToSend(const Tab &tab, const BuiltRequest &built)
{
    const QString line = shownLine(*m_means->client(tab.draft.clientId), built.request);
    auto *dialog = new ConfirmSendDialog(m_theme, m_means->environment().config, line, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The dialog keeps its user away from the tabs, but not other programs from their files.
    connect(dialog, &QDialog::accepted, this,
            [this, asked = OpenRequest(tab), built, line, slug = m_means->environment().slug] {
                const ApiClient *client = m_means->client(asked.draft.clientId);
                const bool isSame = slug == m_means->environment().slug
                    && (!client || shownLine(*client, built.request) == line);
                sendAgreed(asked, built, isSame);
            });
    dialog->open();
}

void ExplorePage::sendAgreed(const OpenRequest &asked, const BuiltRequest &built, bool isSame)
{
    Tab *tab = tabOf(asked.key);
    if (!tab) {
        Q_EMIT failed(tr("Nothing was sent: the request is open no more."));
        return;
    }
    QString problem = m_means->obstacleOf(asked.draft.clientId);
    if (problem.isEmpty() && (!isSame || tab->draft != asked.draft))
        problem = tr(
            "This request, or where it goes, was changed while you were asked. Look at it, and send it again.");
    if (problem.isEmpty())
        sendNow(*tab, built);
    else
        tab->session->refuse(problem);
}

void ExplorePage::sendNow(Tab &tab, const BuiltRequest &built)
{
    const QString clientId = tab.draft.clientId;
    ApiClient *client = m_means->client(clientId);
    tab.session->setChecks(m_means->checksOf(tab.draft));
    if (Call *call = tab.session->send(*client, built.request, built.options))
        Q_EMIT callSent(clientId, client, call);
}

void ExplorePage::addCopyAs()
{
    const auto redact = [this](const QString &text) {
        const ApiClient *client = m_means->client(currentDraft().clientId);
        return client ? client->authManager().redactor().text(text) : text;
    };
    auto *menu = new CopyAsMenu([this] { return copied(); }, redact, this);
    connect(menu, &CopyAsMenu::noticed, this, &ExplorePage::noticed);
    addAction(menu->menuAction());
    auto *button = new QToolButton(m_bar);
    button->setProperty("kind", u"button"_s);
    button->setText(tr("Copy as"));
    button->setToolTip(tr("Copies the request as a command or as code, without its secrets"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    m_bar->addTool(button);
}

std::optional<SnippetRequest> ExplorePage::copied()
{
    commitOpenEditor(*m_request);
    const Tab *tab = current();
    if (!tab)
        return std::nullopt;
    QString problem;
    const auto ready = built(*tab, problem);
    if (!ready) {
        Q_EMIT failed(problem);
        return std::nullopt;
    }
    const ApiClient &client = *m_means->client(tab->draft.clientId);
    ClientConfig config = client.config();
    if (ready->options.auth)
        config.auth = *ready->options.auth;
    Request request = ready->request;
    const auto url = joinUrl(config.baseUrl, request.url);
    if (!url) {
        Q_EMIT failed(wording::sentence(url.error()));
        return std::nullopt;
    }
    request.url = *url;
    return snippetRequest(config, withoutSecrets(client.redactorFor(request), request), Placeholders(config.name));
}

void ExplorePage::cancel()
{
    if (Tab *tab = current())
        tab->session->cancel();
}

} // namespace fuseboard
