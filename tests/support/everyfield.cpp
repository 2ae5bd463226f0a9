// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/everyfield.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

AuthConfig otherAuth()
{
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.token = Secret::plain(u"t"_s);
    auth.tokenLocation = AuthLocation::Body;
    auth.tokenKey = u"X-Key"_s;
    auth.tokenPrefix = u"ApiKey"_s;
    auth.username = u"user"_s;
    auth.password = Secret::keychain();
    auth.clientId = u"id"_s;
    auth.clientSecret = Secret::environment(u"SECRET"_s);
    auth.tokenUrl = QUrl(u"https://auth.example.com/token"_s);
    auth.refreshToken = Secret::plain(u"r"_s);
    auth.scopes = {u"read"_s, u"write"_s};
    auth.customHeaders = {{u"X-B"_s, Secret::keychain()}, {u"X-A"_s, Secret::plain(u"a"_s)}};
    auth.customParams = {{u"key"_s, Secret::environment(u"KEY"_s)}};
    auth.grantType = GrantType::DeviceCode;
    auth.clientAuth = ClientAuth::Body;
    auth.authorizationUrl = QUrl(u"https://auth.example.com/authorize"_s);
    auth.deviceAuthorizationUrl = QUrl(u"http://localhost:8080/device"_s);
    auth.issuer = QUrl(u"https://auth.example.com"_s);
    auth.audience = u"https://api.example.com"_s;
    auth.extraParams = {{u"resource"_s, u"urn:b"_s}, {u"acr"_s, u""_s}};
    auth.unknown = {{u"later"_s, "[1,2]"}};
    return auth;
}

RateLimitConfig otherRateLimit()
{
    return {7, 1500ms, 9, false, 2.25, true, 250ms, 11, {{u"later"_s, "{\"a\":null}"}}};
}

CircuitBreakerConfig otherBreaker()
{
    return {7,     90s,
            3,     {500},
            false, 2,
            12.5,  20,
            30s,   BreakerWindow::Count,
            200,   true,
            1.5,   400s,
            true,  {{u"later"_s, "true"}}};
}

RetryConfig otherRetry()
{
    return {5, RetryStrategy::Fixed, 100ms, 10s, 3.5, false, {503}, false, true, true, 7s, 0.2, {{u"later"_s, "1.5"}}};
}

} // namespace

ClientConfig everyFieldChanged()
{
    ClientConfig config;
    config.name = u"Grüße"_s;
    config.baseUrl = QUrl(u"https://api.example.com:8443/v1?x=1"_s);
    config.auth = otherAuth();
    config.rateLimit = otherRateLimit();
    config.circuitBreaker = otherBreaker();
    config.retry = otherRetry();
    config.timeout = 12345678901ns;
    config.connectTimeout = 2s;
    config.totalTimeout = 100s;
    config.defaultHeaders = {{u"X-Z"_s, u"1"_s}, {u"Accept"_s, u"ü"_s}};
    config.logRequests = false;
    config.logResponses = false;
    config.logResponseBody = true;
    config.maxConnections = 50;
    config.maxKeepaliveConnections = 5;
    config.pipeline = Pipeline::PerAttempt;
    config.followRedirects = false;
    config.maxRedirects = 3;
    config.allowInsecureRedirects = true;
    config.maxResponseBytes = 9'007'199'254'740'992;
    config.recordHistory = false;
    config.cookies = false;
    config.tls = TlsConfig{u"/etc/ca.pem"_s, QString(64, u'a'), u"localhost"_s,
                           u"/etc/me.pem"_s, u"/etc/me.key"_s,  {{u"later"_s, "null"}}};
    config.proxy = ProxyConfig{ProxyType::Socks5,  u"proxy.example"_s,     1080, u"u"_s,
                               Secret::keychain(), {{u"later"_s, "\"x\""}}};
    config.unknown = {{u"z_later"_s, "18446744073709551615"}, {u"a_later"_s, "{\"deep\":[{\"er\":0.1}]}"}};
    return config;
}

} // namespace fuseboard
