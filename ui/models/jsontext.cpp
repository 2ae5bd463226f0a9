// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/jsontext.h"

#include <algorithm>
#include <optional>

namespace fuseboard {

namespace {

constexpr int deepestIndent = 40;
constexpr qsizetype longestInline = 80;

bool isJsonSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

/// The index after the string that begins at from.
qsizetype endOfString(const QString &json, qsizetype from)
{
    for (qsizetype i = from + 1; i < json.size(); ++i) {
        if (json[i] == u'\\')
            ++i;
        else if (json[i] == u'"')
            return i + 1;
    }
    return json.size();
}

class JsonLayout
{
public:
    explicit JsonLayout(const QString &json)
        : m_json(json)
    {
        m_out.reserve(json.size() * 3 / 2);
    }

    QString run()
    {
        while (m_at < m_json.size())
            step();
        return m_out;
    }

private:
    void step()
    {
        const QChar c = m_json[m_at];
        if (c == u'{' || c == u'[')
            open();
        else if (c == u'}' || c == u']')
            close(c);
        else if (c == u',')
            separate();
        else if (c == u':')
            put(u": ");
        else if (c == u'"')
            copyString();
        else if (isJsonSpace(c))
            ++m_at;
        else
            m_out += m_json[m_at++];
    }

    void open()
    {
        if (const auto end = endOfShortContainer()) {
            copyInline(*end);
            return;
        }
        m_out += m_json[m_at++];
        ++m_depth;
        newLine();
    }

    void close(QChar c)
    {
        m_depth = std::max(0, m_depth - 1);
        newLine();
        m_out += c;
        ++m_at;
    }

    void separate()
    {
        m_out += u',';
        ++m_at;
        newLine();
    }

    void put(const char16_t *text)
    {
        m_out += QStringView(text);
        ++m_at;
    }

    void copyString()
    {
        const qsizetype end = endOfString(m_json, m_at);
        m_out += QStringView(m_json).sliced(m_at, end - m_at);
        m_at = end;
    }

    void newLine()
    {
        m_out += u'\n';
        m_out += QString(2 * std::min(m_depth, deepestIndent), u' ');
    }

    /// The index after the container at m_at if it holds no other and is short.
    [[nodiscard]] std::optional<qsizetype> endOfShortContainer() const
    {
        qsizetype width = 0;
        for (qsizetype i = m_at + 1; i < m_json.size() && width <= longestInline; ++width) {
            const QChar c = m_json[i];
            if (c == u'{' || c == u'[')
                return {};
            if (c == u'}' || c == u']')
                return i + 1;
            const qsizetype next = c == u'"' ? endOfString(m_json, i) : i + 1;
            width += c == u'"' ? next - i : 0;
            i = next;
        }
        return {};
    }

    void copyInline(qsizetype end)
    {
        const QChar opening = m_json[m_at++];
        QString inside;
        while (m_at < end - 1) {
            const QChar c = m_json[m_at];
            const qsizetype next = c == u'"' ? endOfString(m_json, m_at) : m_at + 1;
            if (!isJsonSpace(c))
                inside += QStringView(m_json).sliced(m_at, next - m_at);
            if (c == u',' || c == u':')
                inside += u' ';
            m_at = next;
        }
        const bool spaced = opening == u'{' && !inside.isEmpty();
        m_out += opening;
        m_out += spaced ? u' ' + inside + u' ' : inside;
        m_out += m_json[m_at++];
    }

    const QString &m_json;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

QString prettyJson(const QString &json)
{
    return JsonLayout(json).run();
}

} // namespace fuseboard
