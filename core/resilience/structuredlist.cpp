// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/structuredlist.h"

namespace fuseboard {

namespace {

class StructuredReader
{
public:
    explicit StructuredReader(QByteArrayView text)
        : m_rest(text)
    {
        skipBlanks();
    }

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    void skipBlanks()
    {
        while (!atEnd() && (m_rest.front() == ' ' || m_rest.front() == '\t'))
            m_rest = m_rest.sliced(1);
    }

    bool take(char expected)
    {
        if (atEnd() || m_rest.front() != expected)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    /// A token, a number, a byte sequence or a quoted string.
    std::optional<QByteArray> bareItem()
    {
        if (take('"'))
            return quoted();
        if (take(':'))
            return bytes();
        qsizetype length = 0;
        while (length < m_rest.size() && isBareCharacter(m_rest.at(length)))
            ++length;
        if (length == 0)
            return std::nullopt;
        return taken(length);
    }

    bool member(StructuredItem &item)
    {
        const auto name = bareItem();
        if (!name)
            return false;
        item.name = *name;
        if (take('=') && !valueInto(item.value))
            return false;
        skipBlanks();
        while (take(';')) {
            skipBlanks();
            const auto key = bareItem();
            if (!key)
                return false;
            QByteArray value;
            if (take('=') && !valueInto(value))
                return false;
            item.parameters.insert(*key, value);
            skipBlanks();
        }
        return true;
    }

private:
    static bool isBareCharacter(char c)
    {
        constexpr QByteArrayView others("-_.*:/%+!#$&'^`|~?@");
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
    }

    bool valueInto(QByteArray &value)
    {
        const auto item = bareItem();
        value = item.value_or(QByteArray());
        return item.has_value();
    }

    QByteArray taken(qsizetype length)
    {
        QByteArray item = m_rest.first(length).toByteArray();
        m_rest = m_rest.sliced(length);
        return item;
    }

    /// A byte sequence, left in Base64: nothing here needs one.
    std::optional<QByteArray> bytes()
    {
        const qsizetype end = m_rest.indexOf(':');
        if (end < 0)
            return std::nullopt;
        const QByteArray item = taken(end);
        m_rest = m_rest.sliced(1);
        return item;
    }

    std::optional<QByteArray> quoted()
    {
        QByteArray text;
        while (!atEnd()) {
            if (take('"'))
                return text;
            if (take('\\') && (atEnd() || (m_rest.front() != '"' && m_rest.front() != '\\')))
                return std::nullopt;
            text.append(m_rest.front());
            m_rest = m_rest.sliced(1);
        }
        return std::nullopt;
    }

    QByteArrayView m_rest;
};

} // namespace

std::optional<QList<StructuredItem>> parseStructuredList(QByteArrayView text)
{
    StructuredReader reader(text);
    QList<StructuredItem> items;
    while (!reader.atEnd()) {
        StructuredItem item;
        if (items.size() == mostStructuredMembers || !reader.member(item))
            return std::nullopt;
        items.append(item);
        if (reader.atEnd())
            return items;
        if (!reader.take(','))
            return std::nullopt;
        reader.skipBlanks();
        if (reader.atEnd())
            return std::nullopt; // a comma with nothing behind it
    }
    return items;
}

} // namespace fuseboard
