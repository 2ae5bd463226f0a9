// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/oauthgrants.h"

#include <QCryptographicHash>

namespace fuseboard {

namespace {

constexpr qsizetype mostKept = 64; // of each kind, for demos that run for days
constexpr int questionsUntilAgreed = 3;

} // namespace

OAuthGrants::Tokens OAuthGrants::grant(Duration now, Duration lifetime, bool withRefresh)
{
    const QByteArray number = QByteArray::number(++m_number);
    if (m_access.size() >= mostKept)
        m_access.clear();
    m_access.insert("demo-access-" + number, now + lifetime);
    if (withRefresh)
        m_refresh = "demo-refresh-" + number;
    return {"demo-access-" + number, withRefresh ? m_refresh : QByteArray()};
}

bool OAuthGrants::takeRefresh(const QByteArray &token)
{
    const bool good = !token.isEmpty() && token == m_refresh;
    m_refresh.clear();
    return good;
}

bool OAuthGrants::accepts(const QByteArray &access, Duration now) const
{
    const auto found = m_access.constFind(access);
    return found != m_access.cend() && now < *found;
}

QByteArray OAuthGrants::newCode(const QByteArray &challenge)
{
    if (m_codes.size() >= mostKept)
        m_codes.clear();
    QByteArray code = "demo-code-" + QByteArray::number(++m_number);
    m_codes.insert(code, challenge);
    return code;
}

bool OAuthGrants::takeCode(const QByteArray &code, const QByteArray &verifier)
{
    const QByteArray challenge = m_codes.take(code);
    const QByteArray hash = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256);
    return !challenge.isEmpty()
        && challenge == hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray OAuthGrants::newDevice()
{
    if (m_devices.size() >= mostKept)
        m_devices.clear();
    QByteArray device = "demo-device-" + QByteArray::number(++m_number);
    m_devices.insert(device, 0);
    return device;
}

OAuthGrants::DeviceState OAuthGrants::askDevice(const QByteArray &device)
{
    const auto found = m_devices.find(device);
    if (found == m_devices.end())
        return DeviceState::Unknown;
    if (++*found < questionsUntilAgreed)
        return DeviceState::Pending;
    m_devices.erase(found);
    return DeviceState::Agreed;
}

} // namespace fuseboard
