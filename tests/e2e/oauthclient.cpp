// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthclient.h"

#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestWait = 60'000; // ms

ClientConfig configFor(const AuthConfig &auth, const QUrl &baseUrl)
{
    ClientConfig config;
    config.name = u"shop"_s;
    config.baseUrl = baseUrl;
    config.auth = auth;
    return config;
}

QString refreshTokenKey()
{
    return SecretKey::ofName(u"shop"_s, u"auth.refresh_token"_s).text();
}

} // namespace

OAuthClient::OAuthClient(const AuthConfig &auth, const QUrl &baseUrl, SecretStore *secrets, StoreLock *lock)
    : m_config(configFor(auth, baseUrl))
    , m_transport({}, m_scheduler)
    , m_secrets(secrets ? *secrets : m_ownSecrets)
    , m_lock(lock)
{
    restart();
}

OAuthClient::~OAuthClient() = default;

void OAuthClient::restart()
{
    m_client.reset();
    m_client = std::make_unique<ApiClient>(m_config, Services{m_scheduler, m_random, m_transport, m_secrets, m_lock});
    m_client->authManager().setLoginInteraction({[this](const QUrl &page) { m_page = page; },
                                                 [this](const DeviceCode &code) { m_deviceCode = code; },
                                                 {u"You are signed in"_s, {}}});
}

void OAuthClient::ask()
{
    m_page.clear();
    m_deviceCode = {};
    m_ended = false;
    m_client->authManager().getInitialToken([this](const Result<void> &result) {
        m_ended = true;
        m_signedIn = result.ok();
        m_error = result ? Error() : result.error();
    });
}

bool OAuthClient::settles()
{
    const auto isAsked = [this] { return m_ended || !m_page.isEmpty() || !m_deviceCode.userCode.isEmpty(); };
    return QTest::qWaitFor(isAsked, longestWait);
}

void OAuthClient::begin()
{
    ask();
    QVERIFY(settles());
}

bool OAuthClient::end()
{
    return QTest::qWaitFor([this] { return m_ended; }, longestWait);
}

bool OAuthClient::getToken()
{
    ask();
    return settles() && isSignedIn();
}

int OAuthClient::get(const QString &path, int times)
{
    m_open = times;
    m_good = 0;
    for (int i = 0; i < times; ++i) {
        Call *call = m_client->get(path);
        QObject::connect(call, &Call::finished, call, [this](const Result<ApiResponse> &result) { finished(result); });
    }
    return QTest::qWaitFor([this] { return m_open == 0; }, longestWait) ? m_good : -1;
}

void OAuthClient::finished(const Result<ApiResponse> &result)
{
    --m_open;
    if (!result) {
        m_error = result.error();
        return;
    }
    m_body = result->response.body;
    m_good += result->response.status == 200 ? 1 : 0;
}

QByteArray OAuthClient::accessToken() const
{
    Request request;
    const auto applied = m_client->authManager().apply(request);
    const QByteArray header = request.headers.value("Authorization").value_or(QByteArray());
    return applied ? header.mid(header.indexOf(' ') + 1) : QByteArray();
}

QString OAuthClient::keptRefreshToken() const
{
    QString kept;
    m_secrets.read(refreshTokenKey(), [&kept](const Result<QString> &value) { kept = value ? *value : QString(); });
    return kept;
}

void OAuthClient::keepRefreshToken(const QString &kept)
{
    m_secrets.write(refreshTokenKey(), kept, [](const Result<void> &) {});
}

} // namespace fuseboard
