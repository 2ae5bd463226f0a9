// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "client/apiclient.h"
#include "client/shownbody.h"
#include "client/urljoin.h"
#include "environments/confirmsenddialog.h"
#include "explorer/callsession.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/responsepane.h"
#include "interchange/copyasmenu.h"
#include "models/errorwording.h"
#include "models/figures.h"

#include <QSet>
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

} // namespace

void ExplorePage::setEnvironment(const EnvironmentState &state)
{
    // What was captured in one environment, a token perhaps, is not for another.
    if (state.environment.slug != m_environment.environment.slug)
        m_captured.clear();
    m_environment = state;
    applyScope();
    m_request->refreshPolicies();
    showBaseUrl();
}

void ExplorePage::applyScope()
{
    VariableScope &scope = m_environment.scope;
    QSet<QString> secretNames;
    for (auto captured = m_captured.cbegin(); captured != m_captured.cend(); ++captured)
        scope.capture(captured.key(), captured.value());
    for (const QString &name : scope.names()) {
        if (scope.find(name)->variable.isSecret() || Redactor().isSecretName(name))
            secretNames.insert(name);
    }
    m_bar->setScope(scope);
    m_request->setScope(scope);
    m_response->setSecretNames(secretNames);
    for (ApiClient *client : std::as_const(m_clients)) {
        for (const QString &name : client ? secretNames : QSet<QString>()) {
            if (m_captured.contains(name))
                client->hideSecrets({m_captured.value(name)});
        }
    }
}

void ExplorePage::takeCaptures(const CallSession &session)
{
    for (const CaptureResult &result : session.results().captures) {
        if (result.value && isVariableName(result.capture.variable))
            m_captured.insert(result.capture.variable, *result.value);
    }
    applyScope();
    onSessionChanged(&session);
}

void ExplorePage::showBaseUrl()
{
    const ApiClient *client = m_clients.value(currentDraft().clientId);
    m_bar->setBaseUrl(client ? client->authManager().redactor().url(client->config().baseUrl) : QString());
}

QString ExplorePage::problemOf(const RequestDraft &draft) const
{
    const ApiClient *client = m_clients.value(draft.clientId);
    if (!client)
        return tr("This request belongs to no client. Choose a client in the tree and begin a new one.");
    if (m_environment.isOpening)
        return tr("The secrets of this environment are still being read. Send again in a moment.");
    if (const auto blocked = m_environment.blocked.constFind(draft.clientId); blocked != m_environment.blocked.cend())
        //: the name of a client, and why nothing can be sent by it
        return tr("%1 cannot send: %2").arg(wording::printable(client->config().name, 60), wording::sentence(*blocked));
    const auto built = builtOf(draft, requestMeans());
    return built ? QString() : wording::sentence(built.error());
}

void ExplorePage::setFolder(const QString &folder)
{
    m_folder = folder;
    m_request->setFolder(folder);
}

RequestMeans ExplorePage::requestMeans() const
{
    return {m_environment.scope, m_folder};
}

void ExplorePage::send()
{
    Tab *tab = current();
    if (!tab || tab->session->isRunning())
        return;
    const QString problem = problemOf(tab->draft);
    if (!problem.isEmpty())
        tab->session->refuse(problem);
    else if (m_environment.environment.config.confirmBeforeSending)
        askToSend(tab->draft, builtOf(tab->draft, requestMeans())->request);
    else
        sendNow(tab->draft);
}

void ExplorePage::askToSend(const RequestDraft &draft, const Request &request)
{
    const ApiClient &client = *m_clients.value(draft.clientId);
    const Redactor &redactor = client.authManager().redactor();
    const QString base = redactor.url(client.config().baseUrl);
    const QString line = draft.method + u' ' + base + u' ' + redactor.url(request.url);
    auto *dialog = new ConfirmSendDialog(m_theme, m_environment.environment.config, wording::printable(line), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The dialog is modal to the window: the tab in front is still the one that was asked about.
    connect(dialog, &QDialog::accepted, this, [this, draft, slug = m_environment.environment.slug] {
        if (slug == m_environment.environment.slug)
            sendNow(draft);
    });
    dialog->open();
}

void ExplorePage::sendNow(const RequestDraft &draft)
{
    Tab *tab = current();
    ApiClient *client = m_clients.value(draft.clientId);
    const auto built = builtOf(draft, requestMeans());
    if (!tab || !client || !built || !problemOf(draft).isEmpty())
        return;
    tab->session->setChecks({draft.more.tests, draft.more.captures, m_environment.scope});
    if (Call *call = tab->session->send(*client, built->request, built->options))
        Q_EMIT callSent(draft.clientId, client, call);
}

void ExplorePage::addCopyAs()
{
    const auto redact = [this](const QString &text) {
        const ApiClient *client = m_clients.value(currentDraft().clientId);
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
    const Tab *tab = current();
    if (!tab)
        return std::nullopt;
    if (const QString problem = problemOf(tab->draft); !problem.isEmpty()) {
        Q_EMIT noticed(problem);
        return std::nullopt;
    }
    const ApiClient &client = *m_clients.value(tab->draft.clientId);
    ClientConfig config = client.config();
    const BuiltRequest built = *builtOf(tab->draft, requestMeans());
    if (built.options.auth)
        config.auth = *built.options.auth;
    Request request = built.request;
    const auto url = joinUrl(config.baseUrl, request.url);
    if (!url) {
        Q_EMIT noticed(wording::sentence(url.error()));
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
