// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/logline.h"

#include <QChar>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(QChar letter)
{
    return letter > u' ' && letter < u'\x7f' && letter != u'"' && letter != u'\\' && letter != u'=';
}

/// Controls, whatever steers the writing direction or is invisible, lone surrogates, and all that breaks lines.
bool isUnseen(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString shown(char32_t character)
{
    switch (character) {
    case U'"':
        return u"\\\""_s;
    case U'\\':
        return u"\\\\"_s;
    case U'\n':
        return u"\\n"_s;
    case U'\r':
        return u"\\r"_s;
    case U'\t':
        return u"\\t"_s;
    default:
        if (isUnseen(character))
            return u"\\u{"_s + QString::number(uint(character), 16).toUpper() + u'}';
        return QString::fromUcs4(&character, 1);
    }
}

} // namespace

QString LogLine::escaped(const QString &value)
{
    if (!value.isEmpty() && std::all_of(value.begin(), value.end(), isPlain))
        return value;
    QString quoted(u'"');
    for (qsizetype at = 0; at < value.size(); ++at) {
        char32_t character = value.at(at).unicode();
        // A pair is one character; a half of one is shown as what it is.
        if (value.at(at).isHighSurrogate() && at + 1 < value.size() && value.at(at + 1).isLowSurrogate()) {
            character = QChar::surrogateToUcs4(value.at(at), value.at(at + 1));
            ++at;
        }
        quoted += shown(character);
    }
    return quoted + u'"';
}

LogLine &LogLine::text(QLatin1String key, const QString &value)
{
    return clean(key, m_redactor.text(value));
}

LogLine &LogLine::url(QLatin1String key, const QUrl &value)
{
    return clean(key, m_redactor.url(value));
}

LogLine &LogLine::number(QLatin1String key, qint64 value)
{
    append(key, QString::number(value));
    return *this;
}

LogLine &LogLine::duration(QLatin1String key, Duration value)
{
    append(key, QString::number(toMilliseconds(value), 'f', 3));
    return *this;
}

LogLine &LogLine::clean(QLatin1String key, const QString &value)
{
    append(key, escaped(value));
    return *this;
}

void LogLine::append(QLatin1String key, const QString &written)
{
    if (!m_line.isEmpty())
        m_line += u' ';
    m_line += key + u'=' + written;
}

} // namespace fuseboard
