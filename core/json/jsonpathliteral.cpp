// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonpathparser.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fuseboard {

JsonPathOperand JsonPathParser::operand()
{
    JsonPathOperand operand;
    if (++m_depth > 64)
        fail();
    else if (peek() == u'@' || peek() == u'$')
        operand.query = query();
    else
        operand.literal = literal();
    --m_depth;
    return operand;
}

QByteArray JsonPathParser::literal()
{
    if (peek() == u'\'' || peek() == u'"') {
        const QByteArray array = QJsonDocument(QJsonArray{QString::fromUtf8(quoted())}).toJson(QJsonDocument::Compact);
        return array.sliced(1, array.size() - 2);
    }
    for (const QStringView word : {QStringView(u"true"), QStringView(u"false"), QStringView(u"null")}) {
        if (take(word))
            return word.toUtf8();
    }
    const qsizetype from = m_at;
    const auto isPart = [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'-' || c == u'+' || c == u'.' || c == u'e' || c == u'E';
    };
    while (isPart(peek()))
        ++m_at;
    QByteArray number = QStringView(m_text).sliced(from, m_at - from).toUtf8();
    bool ok = false;
    number.toDouble(&ok);
    if (!ok)
        fail();
    return number;
}

QByteArray JsonPathParser::quoted()
{
    const QChar mark = peek();
    ++m_at;
    QString name;
    while (m_at < m_text.size() && peek() != mark && !failed()) {
        if (peek() == u'\\') {
            escape(name);
        } else {
            name += peek();
            ++m_at;
        }
    }
    if (m_at >= m_text.size())
        fail();
    else
        ++m_at;
    return name.toUtf8();
}

void JsonPathParser::escape(QString &name)
{
    const QChar sign = peek(1);
    constexpr QStringView signs = u"bfnrt/\\'\"";
    constexpr QStringView meanings = u"\b\f\n\r\t/\\'\"";
    if (const qsizetype found = signs.indexOf(sign); found >= 0 && !sign.isNull()) {
        name += meanings[found];
        m_at += 2;
        return;
    }
    bool ok = false;
    if (sign == u'u' && m_at + 6 <= m_text.size())
        name += QChar(QStringView(m_text).sliced(m_at + 2, 4).toUShort(&ok, 16));
    if (ok)
        m_at += 6;
    else
        fail();
}

} // namespace fuseboard
