// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/copycommand.h"

#include "auth/authmanager.h"
#include "base/secretnames.h"
#include "client/apiclient.h"
#include "client/shownbody.h"
#include "client/urljoin.h"
#include "config/secretuses.h"
#include "explorer/sendingmeans.h"
#include "interchange/copyasmenu.h"
#include "models/errorwording.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// What somebody typed as a credential, or an environment holds as a secret, is masked before it is quoted for any
/// language: quoting changes how it looks.
Request maskedRequest(const Redactor &redactor, Request request)
{
    Headers headers;
    for (const auto &[name, value] : request.headers.fields())
        headers.append(name, redactor.headerValue(QString::fromUtf8(name), value).toUtf8());
    if (!request.body.isStream()) {
        const QString body = QString::fromUtf8(request.body.bytes());
        const QString masked = redactor.payload(body, payloadKind(request.headers));
        if (masked != body) // or the bytes stay as they are: a byte order mark is none of the text's
            request.body = masked.toUtf8();
    }
    request.headers = headers;
    request.url = QUrl(redactor.url(request.url));
    return request;
}

/// So are the parts of a form, by their names too.
BodySource maskedSource(const Redactor &redactor, BodySource source)
{
    source.file = redactor.text(source.file);
    for (BodySource::Part &part : source.parts) {
        const bool isSecret = redactor.isSecretName(part.name) || isSecretParameterName(part.name);
        part.value = isSecret && !part.value.isEmpty() ? Redactor::mask()
                                                       : redactor.payload(part.value, PayloadKind::Text);
        for (QString *text : {&part.name, &part.file, &part.fileName, &part.contentType})
            *text = redactor.text(*text);
    }
    return source;
}

/// The texts that stand in the configuration, or in the environment of the process; by the paths of their fields.
QHash<QString, QString> revealedTexts(const ClientConfig &config)
{
    QHash<QString, QString> texts;
    for (const auto &[name, value] : config.defaultHeaders)
        texts.insert(u"default_headers."_s + name, value);
    const QList<SecretUse> uses = secretUsesOf(config);
    for (const SecretUse &use : uses) {
        const QString text = use.secret.text();
        if (use.secret.source() == Secret::Source::Plain)
            texts.insert(use.path, text);
        else if (use.secret.source() == Secret::Source::Environment
                 && qEnvironmentVariableIsSet(text.toLocal8Bit().constData()))
            texts.insert(use.path, qEnvironmentVariable(text.toLocal8Bit().constData()));
    }
    return texts;
}

} // namespace

CopyCommand::CopyCommand(const SendingMeans &means, Find find, QWidget *page)
    : QObject(page)
    , m_means(means)
    , m_find(std::move(find))
    , m_menu(new CopyAsMenu([this] { return redacted(); }, [this](const QString &text) { return withoutSecrets(text); },
                            page))
{
    connect(m_menu, &CopyAsMenu::noticed, this, &CopyCommand::noticed);
}

void CopyCommand::setSecretClipboard(SecretClipboard &clipboard)
{
    m_menu->offerSecrets([this](const Use &use) { reveal(use); }, clipboard);
}

std::optional<CopyCommand::Whole> CopyCommand::whole()
{
    QString problem;
    auto front = m_find(problem);
    if (!front) {
        if (!problem.isEmpty())
            Q_EMIT failed(problem);
        return std::nullopt;
    }
    m_client = m_means.client(front->clientId);
    Whole whole{m_client, m_client->config(), std::move(front->built.request), std::move(front->built.source),
                bool(front->built.options.auth)};
    if (whole.hasOwnAuth)
        whole.config.auth = *front->built.options.auth;
    const auto url = joinUrl(whole.config.baseUrl, whole.request.url);
    if (!url) {
        Q_EMIT failed(wording::sentence(url.error()));
        return std::nullopt;
    }
    whole.request.url = *url;
    return whole;
}

std::optional<SnippetRequest> CopyCommand::redacted()
{
    const auto found = whole();
    if (!found)
        return std::nullopt;
    const Redactor redactor = found->client->redactorFor(found->request);
    return snippetRequest(found->config, maskedRequest(redactor, found->request), Placeholders(found->config.name),
                          maskedSource(redactor, found->source));
}

QString CopyCommand::withoutSecrets(const QString &text) const
{
    return m_client ? m_client->authManager().redactor().text(text) : text;
}

void CopyCommand::reveal(const Use &use)
{
    const auto found = whole();
    if (!found)
        return;
    const bool isOAuth = found->config.auth && found->config.auth->type == AuthType::OAuth2;
    if (isOAuth && found->hasOwnAuth)
        return Q_EMIT failed(tr("The access token of a request that signs in by itself cannot be copied."));
    if (found->hasOwnAuth)
        return use(snippetRequest(found->config, found->request,
                                  Placeholders(found->config.name, revealedTexts(found->config)), found->source));
    // Copying is no reason to ask a server for a token, or its user to sign in.
    if (isOAuth && !found->client->authManager().isReady())
        return Q_EMIT failed(tr("There is no access token now. Send the request, and copy it then."));
    revealSigned(*found, use);
}

/// Signed by the client itself, as it would be sent.
void CopyCommand::revealSigned(const Whole &whole, const Use &use)
{
    whole.client->authManager().prepare([self = QPointer(this), whole, use](const Result<void> &ready) {
        if (!self || !whole.client)
            return;
        Request request = whole.request;
        const auto applied = ready ? whole.client->authManager().apply(request) : Result<quint64>(ready.error());
        if (!applied)
            return Q_EMIT self->failed(wording::sentence(applied.error()));
        ClientConfig config = whole.config;
        const Placeholders placeholders(config.name, revealedTexts(config));
        config.auth.reset(); // it stands in the request
        use(snippetRequest(config, request, placeholders, whole.source));
    });
}

} // namespace fuseboard
