// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/oauthscenario.h"

#include "upstream/sampleapi.h"

#include <QUrl>

namespace fuseboard {

namespace {

constexpr double defaultTokenLife = 3600;
constexpr double longestTokenLife = 86'400;

bool isPath(const ScenarioContext &context, QByteArrayView path)
{
    return context.path == path;
}

/// The fields of a form; its view points into the request.
UpstreamRequest formOf(const UpstreamRequest &request)
{
    UpstreamRequest form;
    form.query = request.body;
    return form;
}

bool knowsClient(const UpstreamRequest &request, const UpstreamRequest &form)
{
    const QByteArray field = request.header("Authorization").value_or(QByteArrayView()).toByteArray();
    if (field.startsWith("Basic "))
        return QByteArray::fromBase64(field.mid(6)) == "demo:demo-secret";
    // Apps on a user's machine can keep no secret: theirs is a client without one.
    const QByteArray id = form.queryItem("client_id").value_or(QByteArray());
    return (id == "demo" && form.queryItem("client_secret") == QByteArray("demo-secret")) || id == "demo-public";
}

UpstreamAnswer tokenAnswer(const OAuthGrants::Tokens &tokens, double life)
{
    QByteArray body = R"({"token_type":"Bearer","access_token":")" + tokens.access + R"(","expires_in":)"
        + QByteArray::number(life);
    if (!tokens.refresh.isEmpty())
        body += R"(,"refresh_token":")" + tokens.refresh + '"';
    UpstreamAnswer answer = UpstreamAnswer::json(body + "}\n");
    answer.headers = "Cache-Control: no-store\r\n";
    return answer;
}

UpstreamAnswer discovery(const QByteArray &issuer)
{
    return UpstreamAnswer::json(R"({"issuer":")" + issuer + R"(","token_endpoint":")" + issuer
                                + R"(/token","authorization_endpoint":")" + issuer
                                + R"(/authorize","device_authorization_endpoint":")" + issuer
                                + R"(/device","code_challenge_methods_supported":["S256"],)"
                                + R"("authorization_response_iss_parameter_supported":true})" + "\n");
}

UpstreamAnswer device(OAuthGrants &grants, const QByteArray &issuer)
{
    return UpstreamAnswer::json(R"({"device_code":")" + grants.newDevice() + R"(","user_code":"DEMO-CODE",)"
                                + R"("verification_uri":")" + issuer + R"(/activate","expires_in":300,"interval":1})"
                                + "\n");
}

} // namespace

UpstreamAnswer OAuthScenario::answer(const UpstreamRequest &request, ScenarioContext &context)
{
    const QByteArray base = request.path.first(request.path.size() - context.path.size()).toByteArray();
    const QByteArray issuer = "http://127.0.0.1:" + QByteArray::number(context.port) + base;
    const bool isPost = request.method == QByteArrayView("POST");
    if (isPath(context, "/.well-known/openid-configuration"))
        return discovery(issuer);
    if (isPath(context, "/authorize"))
        return authorize(request, issuer);
    if (context.path.startsWith("/api"))
        return api(request, context);
    if (isPath(context, "/token") && isPost)
        return token(request, context);
    if (isPath(context, "/device") && isPost)
        return device(m_grants, issuer);
    if (isPath(context, "/revoke") && isPost) {
        m_grants.revokeAccess();
        return UpstreamAnswer::json("{}\n");
    }
    return UpstreamAnswer::problem(404, "POST /token, /device or /revoke; GET /authorize or /api");
}

UpstreamAnswer OAuthScenario::token(const UpstreamRequest &request, const ScenarioContext &context)
{
    const UpstreamRequest form = formOf(request);
    const auto field = [&form](const char *name) { return form.queryItem(name).value_or(QByteArray()); };
    if (!knowsClient(request, form))
        return UpstreamAnswer::problem(401, "invalid_client");
    const QByteArray grant = field("grant_type");
    const bool forUser = grant != "client_credentials";
    if (grant == "urn:ietf:params:oauth:grant-type:device_code") {
        const auto state = m_grants.askDevice(field("device_code"));
        if (state != OAuthGrants::DeviceState::Agreed)
            return UpstreamAnswer::problem(
                400, state == OAuthGrants::DeviceState::Pending ? "authorization_pending" : "expired_token");
    } else if (grant == "refresh_token") {
        if (!m_grants.takeRefresh(field("refresh_token")))
            return UpstreamAnswer::problem(400, "invalid_grant");
    } else if (grant == "authorization_code") {
        if (!m_grants.takeCode(field("code"), field("code_verifier")))
            return UpstreamAnswer::problem(400, "invalid_grant");
    } else if (grant == "password") {
        if (field("username") != "demo" || field("password") != "demo")
            return UpstreamAnswer::problem(400, "invalid_grant");
    } else if (forUser) {
        return UpstreamAnswer::problem(400, "unsupported_grant_type");
    }
    const double life = request.queryNumber("life", 0, longestTokenLife).value_or(defaultTokenLife);
    return tokenAnswer(m_grants.grant(context.elapsed, fromSeconds(life), forUser), life);
}

UpstreamAnswer OAuthScenario::authorize(const UpstreamRequest &request, const QByteArray &issuer)
{
    const QByteArray back = request.queryItem("redirect_uri").value_or(QByteArray());
    const QUrl url(QString::fromUtf8(back), QUrl::StrictMode);
    const QByteArray challenge = request.queryItem("code_challenge").value_or(QByteArray());
    const bool isLoopback = url.host() == QLatin1String("127.0.0.1") || url.host() == QLatin1String("::1");
    if (!isLoopback || challenge.isEmpty() || request.queryItem("code_challenge_method") != QByteArray("S256"))
        return UpstreamAnswer::problem(400, "invalid_request");
    const QByteArray state = request.queryItem("state").value_or(QByteArray());
    UpstreamAnswer answer = UpstreamAnswer::json("{}\n", 302);
    answer.headers = "Location: " + url.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment)
        + "?code=" + m_grants.newCode(challenge) + "&state=" + state.toPercentEncoding()
        + "&iss=" + issuer.toPercentEncoding() + "\r\n";
    return answer;
}

UpstreamAnswer OAuthScenario::api(const UpstreamRequest &request, const ScenarioContext &context)
{
    const QByteArray field = request.header("Authorization").value_or(QByteArrayView()).toByteArray();
    if (field.startsWith("Bearer ") && m_grants.accepts(field.mid(7).trimmed(), context.elapsed))
        return sampleAnswer(request, context.path.sliced(4));
    UpstreamAnswer answer = UpstreamAnswer::problem(401, "invalid_token");
    answer.headers = "WWW-Authenticate: Bearer realm=\"demo\", error=\"invalid_token\"\r\n";
    return answer;
}

} // namespace fuseboard
