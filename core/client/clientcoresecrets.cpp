// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client hides, and how its attempts carry credentials.

#include "client/clientcore.h"

#include "base/secretnames.h"
#include "client/callrunner.h"
#include "client/responsebody.h"
#include "client/shownbody.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace fuseboard {

namespace {

constexpr qint64 largestLearnedBody = 100'000;
// As a configuration may have.
constexpr int mostRetries = 1'000;
constexpr Duration shortestTimeout = std::chrono::milliseconds(1);
constexpr Duration longestTimeout = std::chrono::hours(24);
constexpr qint64 largestSearchedBody = 4 << 20;

/// What holds no named values: pictures, archives, bytes.
bool isOpaque(const QByteArray &mediaType)
{
    constexpr std::array kinds{
        "image/",          "audio/",           "video/",         "font/", "application/octet-stream",
        "application/zip", "application/gzip", "application/pdf"};
    return std::any_of(kinds.begin(), kinds.end(),
                       [&mediaType](const char *kind) { return mediaType.startsWith(kind); });
}

/// What cannot be looked at is taken for telling.
bool mayHoldSecrets(const Body &body, const Headers &headers, const Redactor &redactor)
{
    if (body.isEmpty())
        return false;
    if (body.isStream() || body.size() > largestSearchedBody)
        return !isOpaque(mediaType(headers));
    return redactor.isTelling(bodyText(body.bytes(), headers), payloadKind(headers));
}

/// Whether it is a known secret, or may hold one that is not there by chance: four letters stand in many a signature.
bool holdsSecret(const QString &value, const Redactor &known)
{
    constexpr qsizetype shortest = 4; // that is looked for
    constexpr qsizetype least = 6;
    const QString shown = known.text(value);
    if (shown == value)
        return false;
    const QStringList rest = shown.split(Redactor::mask());
    qsizetype hidden = value.size();
    for (const QString &part : rest)
        hidden -= part.size();
    const qsizetype others = rest.size() - 2; // beside the longest of those that are hidden
    return hidden == value.size() || hidden - others * shortest >= least;
}

/// What a redirect to another origin must not repeat: a secret that was declared as one, whatever its name, and what is
/// known under a name that may be secret. In base_url a key may have any name, and come back under another one.
std::function<bool(const QString &, const QString &)> ownItems(const Redactor &declared, Redactor known,
                                                               const QUrl &base)
{
    const auto items = QUrlQuery(base).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        known.addSecret(value);
    return [declared, known = std::move(known)](const QString &name, const QString &value) {
        const QString spaced = QString(value).replace(u'+', u' ');
        const bool isTelling = isSecretParameterName(name) || known.isSecretName(name);
        const auto isOwn = [&](const QString &text) {
            if (!isTelling)
                return holdsSecret(text, declared);
            return declared.text(text) != text || holdsSecret(text, known);
        };
        return isOwn(value) || isOwn(spaced);
    };
}

} // namespace

void ClientCore::moveHome(const QByteArray &origin)
{
    const QByteArray left = std::exchange(m_baseOrigin, origin);
    m_policies.setHome(origin);
    for (const auto &call : m_calls)
        call->homeMoved(left, origin);
}

void ClientCore::hideDefaultHeaders()
{
    for (const auto &[name, value] : std::as_const(m_config.defaultHeaders)) {
        if (redactor().isSecretName(name))
            m_auth->hideHeaderValue(value);
    }
}

Redactor ClientCore::redactorFor(const Request &request) const
{
    Redactor redactor = m_auth->redactor();
    for (const auto &[name, value] : request.headers.fields()) {
        if (redactor.isSecretName(QString::fromLatin1(name)))
            redactor.addHeaderValue(QString::fromUtf8(value));
    }
    if (request.url.hasQuery())
        redactor.addPayload(request.url.query(QUrl::FullyEncoded), PayloadKind::Form);
    return redactor;
}

Redactor ClientCore::redactorForPayloads(const Request &request) const
{
    Redactor redactor = redactorFor(request);
    const Body &body = request.body;
    if (!body.isStream() && body.size() <= largestLearnedBody)
        redactor.addPayload(bodyText(body.bytes(), request.headers), payloadKind(request.headers));
    return redactor;
}

Error ClientCore::redacted(Error error, const Request &request) const
{
    if (error.subject.isEmpty() && error.value.isEmpty() && error.remark.isEmpty())
        return error;
    const Redactor redactor = redactorFor(request);
    error.subject = redactor.text(error.subject);
    error.value = redactor.text(error.value);
    error.remark = redactor.text(error.remark);
    return error;
}

QString ClientCore::subject(const Request &request) const
{
    const QUrl path = request.url.adjusted(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveQuery
                                           | QUrl::RemoveFragment);
    return QString::fromLatin1(request.method) + QLatin1Char(' ')
        + redactorFor(request).text(path.toString(QUrl::PrettyDecoded));
}

std::unique_ptr<const CallChanges> ClientCore::changesOf(const CallOptions &options)
{
    if (!options.auth && !options.timeout && !options.maxRetries && !options.followRedirects && !options.maxWait
        && !options.findSecrets && options.bodyFile.isEmpty() && options.spool.folder.isEmpty())
        return nullptr;
    auto changes = std::make_unique<CallChanges>();
    if (options.auth)
        changes->auth = m_ownCredentials.of(*options.auth, m_config.name, m_services);
    if (options.timeout)
        changes->timeout = std::clamp(*options.timeout, shortestTimeout, longestTimeout);
    if (options.maxRetries)
        changes->maxRetries = std::clamp(*options.maxRetries, 0, mostRetries);
    changes->followRedirects = options.followRedirects;
    changes->maxWait = options.maxWait;
    changes->findSecrets = options.findSecrets;
    changes->bodyFile = options.bodyFile;
    changes->spool = options.spool;
    return changes;
}

Attempt::Setup ClientCore::attemptSetup(const QByteArray &origin, const CallChanges *changes,
                                        const std::shared_ptr<CookieJar> &jar) const
{
    const bool isOwn = changes && changes->auth;
    const std::shared_ptr<AuthManager> auth = isOwn ? changes->auth : m_auth;
    // Who signs as somebody else must not be known by the cookies of the client, and gives it none.
    const bool hasCookies = m_config.cookies && !isOwn;
    const auto hide = [this](const QStringList &values) { m_auth->hideCookies(values); };
    Attempt::Setup setup{
        m_services,
        origin,
        [this, auth, isOwn] { return (isOwn || auth == m_auth) && auth->isReady(); },
        [this, auth, isOwn](Request &outgoing) {
            if (isOwn) // whatever is shown of the client's calls goes through its own redactor
                m_auth->hideSecretsOf(*auth);
            return auth->apply(outgoing);
        },
        [this, auth](const Request &request, const QUrl &first) { return redirectRules(*auth, request, first); },
        m_config.followRedirects,
        Limits{m_config.connectTimeout, m_config.timeout, m_config.maxResponseBytes, {}},
        ClientCookies(hasCookies ? jar : nullptr, hide)};
    if (changes) {
        setup.followRedirects = changes->followRedirects.value_or(setup.followRedirects);
        setup.limits.attemptTimeout = changes->timeout.value_or(setup.limits.attemptTimeout);
        setup.limits.bodyTarget.path = changes->bodyFile;
        setup.limits.bodyTarget.spool = changes->spool;
        setup.limits.bodyTarget.isSpoolLimited = m_config.maxResponseBytes != ClientConfig().maxResponseBytes;
        if (m_config.retry) // such an answer may not be the last one
            setup.limits.bodyTarget.inMemory = m_config.retry->retryStatusCodes;
    }
    return setup;
}

RedirectRules ClientCore::redirectRules(const AuthManager &auth, const Request &request, const QUrl &first) const
{
    Redactor known = m_auth->redactorWithoutCookies(); // that of environments and default headers, whoever signs
    if (&auth != m_auth.get())
        known.add(auth.redactor());
    RedirectRules rules;
    rules.maxRedirects = m_config.maxRedirects;
    rules.allowInsecure = m_config.allowInsecureRedirects;
    rules.isCredentialItem = [known](const QString &name, const QString &value) {
        return known.text(value) != value && known.isSecretName(name); // the cheaper one first
    };
    const Redactor declared = known;
    known.addPayload(first.query(QUrl::FullyEncoded), PayloadKind::Form);
    rules.signsInBody = auth.putsCredentialsInBody();
    rules.credentialsInBody = rules.signsInBody || mayHoldSecrets(request.body, request.headers, known);
    rules.isCredentialHeader = [known](const QByteArray &name) {
        return known.isSecretName(QString::fromLatin1(name));
    };
    rules.isOwnItem = ownItems(declared, std::move(known), m_config.baseUrl);
    // Only where it is needed: what the last server has put into the query is learned for it.
    rules.shown = [this, request](const QString &text) { return redactorFor(request).text(text); };
    return rules;
}

} // namespace fuseboard
