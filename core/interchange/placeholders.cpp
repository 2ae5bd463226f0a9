// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/placeholders.h"

namespace fuseboard {

namespace {

/// Letters and digits of ASCII in upper case, everything else as one '_'.
QString asVariableName(const QString &text)
{
    QString name;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toUpper()) {
        const bool plain = (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (plain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'_') && c.category() != QChar::Mark_NonSpacing)
            name += u'_';
    }
    while (name.endsWith(u'_'))
        name.chop(1);
    return name;
}

} // namespace

Placeholders::Placeholders(const QString &clientName, QHash<QString, QString> revealed)
    : m_prefix(asVariableName(clientName))
    , m_revealed(std::move(revealed))
{
    if (m_prefix.isEmpty() || m_prefix.at(0).isDigit())
        m_prefix.prepend(sharedPrefix);
}

Template Placeholders::of(const Secret &secret, const QString &path) const
{
    if (!secret.isSet())
        return {};
    if (secret.source() == Secret::Source::Environment && !m_revealed.contains(path))
        return Template::variable(secret.text());
    return of(path);
}

Template Placeholders::of(const QString &path) const
{
    const auto revealed = m_revealed.constFind(path);
    return revealed == m_revealed.cend() ? Template::variable(variableName(path)) : Template(*revealed);
}

QString Placeholders::variableName(const QString &path) const
{
    const QString field = asVariableName(path);
    return m_prefix.endsWith(u'_') ? m_prefix + field : m_prefix + u'_' + field;
}

} // namespace fuseboard
