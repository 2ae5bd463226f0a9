// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/jsontext.h"

namespace fuseboard {

/// The children of a container one after another, found in the text: nothing is kept.
class JsonChildren
{
public:
    /// What begins at may be any value; scalars have no children.
    JsonChildren(QByteArrayView text, qint64 at)
        : m_text(text)
        , m_isObject(at < text.size() && text[at] == '{')
        , m_at(at < text.size() && jsontext::isOpening(text[at]) ? at + 1 : text.size())
    {
    }

    [[nodiscard]] bool isObject() const { return m_isObject; }

    /// Moves to the next; false after the last.
    bool next()
    {
        if (m_value >= 0) {
            m_at = jsontext::afterSpace(m_text, jsontext::afterValue(m_text, m_value));
            if (m_at >= m_text.size() || m_text[m_at] != ',')
                return false;
            ++m_at;
        }
        m_at = jsontext::afterSpace(m_text, m_at);
        if (m_at >= m_text.size() || jsontext::isClosing(m_text[m_at]) || m_text[m_at] == ',')
            return false;
        if (m_isObject && !takeName())
            return false;
        ++m_index;
        m_value = m_at;
        return true;
    }

    /// How far the text was read for it.
    [[nodiscard]] qint64 at() const { return m_at; }
    /// From 0.
    [[nodiscard]] qint64 index() const { return m_index; }
    /// Where its value begins.
    [[nodiscard]] qint64 value() const { return m_value; }
    /// With quotation marks; of an object's only.
    [[nodiscard]] QByteArrayView name() const { return m_name; }

private:
    bool takeName()
    {
        if (m_text[m_at] != '"')
            return false;
        const qint64 end = jsontext::afterString(m_text, m_at + 1, m_text.size());
        m_name = m_text.sliced(m_at, end - m_at);
        m_at = jsontext::afterSpace(m_text, end);
        if (m_at >= m_text.size() || m_text[m_at] != ':')
            return false;
        m_at = jsontext::afterSpace(m_text, m_at + 1);
        return m_at < m_text.size();
    }

    QByteArrayView m_text;
    bool m_isObject;
    qint64 m_at;
    qint64 m_index = -1;
    qint64 m_value = -1;
    QByteArrayView m_name;
};

} // namespace fuseboard
