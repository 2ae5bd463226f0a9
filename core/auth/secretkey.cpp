// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretkey.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// A part that holds no separator. The field needs none of that: it is the last.
QString keyPart(QString text)
{
    return text.replace(u'%', "%25"_L1).replace(u'/', "%2F"_L1);
}

} // namespace

SecretKey SecretKey::ofClient(const QString &workspaceId, const QString &slug, const QString &field)
{
    return {keyPart(workspaceId) + u'/' + keyPart(slug), field};
}

SecretKey SecretKey::ofEnvironment(const QString &workspaceId, const QString &slug, const QString &variable)
{
    // No slug of a client holds a colon.
    return {keyPart(workspaceId) + "/environment:"_L1 + keyPart(slug), variable};
}

SecretKey SecretKey::ofName(const QString &clientName, const QString &field)
{
    return {keyPart(clientName), field};
}

SecretKey SecretKey::within(const QString &part) const
{
    // No field begins with a colon.
    return {m_owner + "/:"_L1 + keyPart(part), m_field};
}

SecretKey SecretKey::withField(const QString &field) const
{
    return {m_owner, field};
}

} // namespace fuseboard
