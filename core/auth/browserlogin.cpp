// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/browserlogin.h"

#include "auth/tokenreader.h"
#include "base/random.h"
#include "config/formats/urlformat.h"

#include <QCryptographicHash>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration browserPatience = 300s;
constexpr int stateBytes = 32; // 256 bits
constexpr int verifierBytes = 32; // 43 characters, the least that RFC 7636 allows
constexpr qsizetype longestCode = 8 * 1024;

QString base64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString challengeOf(const QString &verifier)
{
    return base64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256));
}

Error loginError(ErrorDetail detail, const QString &value, const QString &remark = {})
{
    Error error(ErrorKind::AuthFailed, detail);
    error.value = value;
    error.remark = remark;
    return error;
}

/// Written as in a form (RFC 6749 4.1.2.1): a plus sign is a blank.
QString remarkIn(const QUrlQuery &query)
{
    const QString written = query.queryItemValue(u"error_description"_s, QUrl::FullyEncoded).replace(u'+', u' ');
    return TokenReader::remarkOf(QUrl::fromPercentEncoding(written.toUtf8()));
}

bool isOnce(const QUrlQuery &query, const QString &name)
{
    return query.allQueryItemValues(name).size() == 1;
}

} // namespace

BrowserLogin::BrowserLogin(const ResolvedAuth &auth, Scheduler &scheduler, Transport &transport,
                           CredentialRedactor &redactor, const LoginInteraction &interaction)
    : m_auth(auth)
    , m_scheduler(scheduler)
    , m_redactor(redactor)
    , m_request(auth)
    , m_exchange(scheduler, transport)
    , m_openBrowser(interaction.openBrowser)
    , m_listener(scheduler, interaction.pages, [this](const QUrlQuery &query) { return returned(query); })
    , m_state(base64Url(unguessableBytes(stateBytes)))
    , m_verifier(base64Url(unguessableBytes(verifierBytes)))
{
}

BrowserLogin::~BrowserLogin() = default;

void BrowserLogin::start(TokenExchange::Granted done)
{
    m_done = std::move(done);
    if (!mayCarryCredentials(m_auth.config.authorizationUrl)) {
        finish(Error(ErrorKind::ConfigInvalid, ErrorDetail::BadUrl, u"auth.authorization_url"_s));
        return;
    }
    m_redirect = m_listener.listen();
    if (m_redirect.isEmpty()) {
        finish(loginError(ErrorDetail::LoginRequired, u"loopback"_s));
        return;
    }
    m_patience = m_scheduler.after(browserPatience, [this] {
        m_listener.close();
        finish(loginError(ErrorDetail::LoginRequired, u"timeout"_s));
    });
    const auto open = m_openBrowser; // it may destroy this
    open(page());
}

QUrl BrowserLogin::page() const
{
    QList<QPair<QString, QString>> params{{u"response_type"_s, u"code"_s},
                                          {u"client_id"_s, m_auth.config.clientId},
                                          {u"redirect_uri"_s, m_redirect.toString(QUrl::FullyEncoded)},
                                          {u"state"_s, m_state},
                                          {u"code_challenge"_s, challengeOf(m_verifier)},
                                          {u"code_challenge_method"_s, u"S256"_s}};
    if (!m_auth.config.scopes.isEmpty())
        params.append({u"scope"_s, m_auth.config.scopes.join(u' ')});
    if (!m_auth.config.audience.isEmpty())
        params.append({u"audience"_s, m_auth.config.audience});
    auto url = static_cast<const QUrl &>(m_auth.config.authorizationUrl);
    const QString before = url.query(QUrl::FullyEncoded);
    url.setQuery((before.isEmpty() ? QString() : before + u'&') + QString::fromLatin1(formEncoded(params)),
                 QUrl::StrictMode);
    return url;
}

bool BrowserLogin::returned(const QUrlQuery &query)
{
    const auto value = [&query](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    // Without our state it is somebody else's answer, or an attack: the one that is waited for may still come (C1).
    if (!isOnce(query, u"state"_s) || value(u"state"_s) != m_state || m_step.isActive())
        return false;
    const bool otherIssuer = isFromOtherIssuer(query);
    const QString code = value(u"code"_s);
    const bool isRefused = query.hasQueryItem(u"error"_s);
    const bool isUsable = isOnce(query, u"code"_s) && code.size() <= longestCode && TokenReader::isToken(code);
    m_listener.close();
    m_patience.cancel();
    m_step = m_scheduler.after(
        Duration::zero(),
        [this, otherIssuer, isRefused, isUsable, code, word = value(u"error"_s), remark = remarkIn(query)] {
            if (otherIssuer)
                finish(loginError(ErrorDetail::CredentialsRejected, u"iss"_s));
            else if (isRefused)
                finish(loginError(ErrorDetail::CredentialsRejected, TokenReader::refusalWord(word), remark));
            else if (!isUsable)
                finish(loginError(ErrorDetail::TokenUnusable, u"code"_s));
            else
                redeem(code);
        });
    return !otherIssuer && !isRefused && isUsable;
}

bool BrowserLogin::isFromOtherIssuer(const QUrlQuery &query) const
{
    // Who promises its name and does not give it is not who promised (RFC 9207 2.4, C4).
    if (!query.hasQueryItem(u"iss"_s))
        return m_auth.issuerNamesItself;
    const QString issuer = m_auth.config.issuer.toString(QUrl::FullyEncoded);
    return !issuer.isEmpty()
        && (!isOnce(query, u"iss"_s) || query.queryItemValue(u"iss"_s, QUrl::FullyDecoded) != issuer);
}

void BrowserLogin::redeem(const QString &code)
{
    m_redactor.learnToken(code);
    m_redactor.learnToken(m_verifier);
    const auto request = m_request.authorizationCode(code, m_redirect, m_verifier);
    if (request)
        m_exchange.askForToken(*request, [this](const Result<TokenSet> &tokens) { finish(tokens); });
    else
        finish(request.error());
}

void BrowserLogin::finish(const Result<TokenSet> &result)
{
    const auto done = std::exchange(m_done, {});
    done(result);
}

} // namespace fuseboard
