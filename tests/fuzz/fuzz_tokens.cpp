// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers of a token endpoint, and documents of an issuer. Input: a line with the status, header fields, an empty line,
// and the body.

#include "auth/discovery.h"
#include "auth/tokenreader.h"
#include "base/headersyntax.h"
#include "fuzzing.h"
#include "http/request.h"

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr Duration longestLifetime = hours(24 * 365);
constexpr qsizetype longestShown = 80;

void checkTokens(const TokenSet &tokens, const Response &answer)
{
    FUZZ_PROMISE(answer.status == 200);
    FUZZ_PROMISE(TokenReader::isToken(tokens.accessToken));
    // It goes into the header of every request (C18).
    FUZZ_PROMISE(isHeaderValue("Bearer " + tokens.accessToken.toLatin1()));
    FUZZ_PROMISE(QString::fromLatin1(tokens.accessToken.toLatin1()) == tokens.accessToken);
    FUZZ_PROMISE(tokens.refreshToken.isEmpty() || TokenReader::isToken(tokens.refreshToken));
    FUZZ_PROMISE(!tokens.scopes.contains(QString()));
    FUZZ_PROMISE(tokens.skew() >= Duration::zero() && tokens.skew() <= minutes(1));
    if (!tokens.lifetime)
        return;
    FUZZ_PROMISE(*tokens.lifetime >= Duration::zero() && *tokens.lifetime <= longestLifetime);
    FUZZ_PROMISE(tokens.skew() <= *tokens.lifetime / 2);
    FUZZ_PROMISE(tokens.isForOneUse() == (*tokens.lifetime == Duration::zero()));
    const auto later = tokens.receivedWall + duration_cast<milliseconds>(*tokens.lifetime) + seconds(1);
    FUZZ_PROMISE(!tokens.isFresh(tokens.received + *tokens.lifetime, later));
}

void checkRefusal(const Error &error)
{
    FUZZ_PROMISE(error.kind == ErrorKind::AuthFailed);
    FUZZ_PROMISE(error.detail == ErrorDetail::CredentialsRejected || error.detail == ErrorDetail::TokenEndpointFailed
                 || error.detail == ErrorDetail::TokenUnusable);
    FUZZ_PROMISE(error.value.size() <= longestShown);
    for (const QChar letter : error.value)
        FUZZ_PROMISE(letter > u' ' && letter < u'\x7f');
    FUZZ_PROMISE(!error.wait || *error.wait >= Duration::zero());
}

/// Where our secrets go: over TLS or to this machine, and to a URL that can be sent to.
void checkEndpoint(const QUrl &url)
{
    if (url.isEmpty())
        return;
    FUZZ_PROMISE(checkRequest(Request{.url = url}).ok() && !url.hasFragment());
    FUZZ_PROMISE(url.scheme() == "https"_L1 || isLocalHost(url));
}

void checkDiscovery(const Response &answer)
{
    for (const GrantType grant : {GrantType::ClientCredentials, GrantType::AuthorizationCode, GrantType::DeviceCode}) {
        AuthConfig config;
        config.type = AuthType::OAuth2;
        config.grantType = grant;
        config.issuer = QUrl(u"https://id.example"_s);
        const auto found = withEndpoints(config, answer);
        if (!found) {
            checkRefusal(found.error());
            continue;
        }
        FUZZ_PROMISE(answer.status == 200 && answer.body.contains("id.example"));
        FUZZ_PROMISE(!needsDiscovery(*found) && !found->tokenUrl.isEmpty());
        checkEndpoint(found->tokenUrl);
        checkEndpoint(found->authorizationUrl);
        checkEndpoint(found->deviceAuthorizationUrl);
        AuthConfig rest = *found;
        rest.tokenUrl = rest.authorizationUrl = rest.deviceAuthorizationUrl = QUrl();
        FUZZ_PROMISE(rest == config);
    }
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    Response answer;
    answer.body = input;
    answer.status = static_cast<int>(numberIn(takeLine(answer.body), 100, 599));
    answer.url = QUrl(QStringLiteral("https://id.example/token"));
    while (!answer.body.isEmpty()) {
        const QByteArray line = takeLine(answer.body);
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            break;
        answer.headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    const TokenReader reader(MonotonicTime(hours(1)), WallTime(hours(24 * 365 * 56)));
    const auto tokens = reader.read(answer);
    if (tokens)
        checkTokens(*tokens, answer);
    else
        checkRefusal(tokens.error());
    checkDiscovery(answer);
    const auto again = reader.read(answer);
    FUZZ_PROMISE(again.ok() == tokens.ok());
    FUZZ_PROMISE(tokens ? *again == *tokens : again.error() == tokens.error());
}
