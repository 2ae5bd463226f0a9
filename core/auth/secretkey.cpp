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

QString textOfPart(QString part)
{
    return part.replace("%2F"_L1, "/"_L1).replace("%25"_L1, "%"_L1);
}

constexpr auto environmentMark = "environment:"_L1;

} // namespace

SecretKey SecretKey::ofClient(const QString &workspaceId, const QString &slug, const QString &field)
{
    return {keyPart(workspaceId) + u'/' + keyPart(slug), field};
}

SecretKey SecretKey::ofEnvironment(const QString &workspaceId, const QString &slug, const QString &variable)
{
    // No slug of a client holds a colon.
    return {keyPart(workspaceId) + u'/' + environmentMark + keyPart(slug), variable};
}

SecretKey SecretKey::ofName(const QString &clientName, const QString &field)
{
    return {keyPart(clientName), field};
}

SecretKey SecretKey::fromText(const QString &text)
{
    const qsizetype workspaceEnd = text.indexOf(u'/');
    qsizetype ownerEnd = workspaceEnd < 0 ? -1 : text.indexOf(u'/', workspaceEnd + 1);
    if (ownerEnd >= 0 && text.sliced(ownerEnd).startsWith("/:"_L1))
        ownerEnd = text.indexOf(u'/', ownerEnd + 1);
    return ownerEnd < 0 ? SecretKey() : SecretKey(text.first(ownerEnd), text.sliced(ownerEnd + 1));
}

bool SecretKey::isIn(const QString &workspaceId) const
{
    return m_owner.startsWith(keyPart(workspaceId) + u'/');
}

QString SecretKey::slug() const
{
    const QString part = m_owner.section(u'/', 1, 1);
    return textOfPart(isOfEnvironment() ? part.sliced(environmentMark.size()) : part);
}

bool SecretKey::isOfEnvironment() const
{
    return m_owner.section(u'/', 1, 1).startsWith(environmentMark);
}

bool SecretKey::isOfPart() const
{
    return m_owner.section(u'/', 2).startsWith(u':');
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
