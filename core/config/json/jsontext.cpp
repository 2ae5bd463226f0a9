// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsontext.h"

#include <nlohmann/json.hpp>

namespace fuseboard {

namespace {

constexpr int indentation = 2;

/// Writes by hand what only the text of a number keeps: one of 20 digits in an unknown field survives as it was.
class JsonWriter
{
public:
    explicit JsonWriter(bool indented)
        : m_indented(indented)
    {
    }

    void write(const JsonValue &value);
    [[nodiscard]] QByteArray take() { return std::move(m_text); }

private:
    void writeText(const QString &text);
    void writeNumber(const JsonValue &value);
    template<class Items, class WriteItem>
    void writeAll(char open, const Items &items, char close, WriteItem writeItem);
    void breakLine();

    QByteArray m_text;
    bool m_indented;
    int m_depth = 0;
};

void JsonWriter::writeText(const QString &text)
{
    // What is no Unicode any more is replaced, so that what is written can always be read.
    const nlohmann::json json = text.toStdString();
    m_text += QByteArray::fromStdString(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void JsonWriter::writeNumber(const JsonValue &value)
{
    const bool isNumber = nlohmann::json::parse(value.text.toStdString(), nullptr, false).is_number();
    m_text += isNumber ? value.text.toLatin1() : QByteArray("null");
}

void JsonWriter::breakLine()
{
    if (m_indented)
        m_text.append('\n').append(QByteArray(qsizetype(m_depth) * indentation, ' '));
}

template<class Items, class WriteItem>
void JsonWriter::writeAll(char open, const Items &items, char close, WriteItem writeItem)
{
    m_text += open;
    ++m_depth;
    for (const auto &item : items) {
        if (&item != &items.front())
            m_text += ',';
        breakLine();
        writeItem(item);
    }
    --m_depth;
    if (!items.empty())
        breakLine();
    m_text += close;
}

void JsonWriter::write(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::Null:
        m_text += "null";
        return;
    case JsonValue::Kind::Flag:
        m_text += value.flag ? "true" : "false";
        return;
    case JsonValue::Kind::Number:
        writeNumber(value);
        return;
    case JsonValue::Kind::Text:
        writeText(value.text);
        return;
    case JsonValue::Kind::List:
        writeAll('[', value.items, ']', [this](const JsonValue &item) { write(item); });
        return;
    case JsonValue::Kind::Object:
        writeAll('{', value.members, '}', [this](const JsonMember &member) {
            writeText(member.name);
            m_text += m_indented ? ": " : ":";
            write(member.value);
        });
        return;
    }
    Q_UNREACHABLE();
}

QByteArray written(const JsonValue &value, bool indented)
{
    JsonWriter writer(indented);
    writer.write(value);
    return writer.take();
}

} // namespace

QByteArray compactJson(const JsonValue &value)
{
    return written(value, false);
}

QByteArray indentedJson(const JsonValue &value)
{
    return written(value, true) + '\n';
}

} // namespace fuseboard
