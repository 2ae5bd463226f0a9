// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace fuseboard {

struct JsonMember;

/// A JSON value that remembers where it stood in its text, keeps the order of members, and numbers as they were
/// written. What a configuration is read from and written to; nothing outside config and workspace needs it.
struct JsonValue
{
    enum class Kind { Null, Flag, Number, Text, List, Object };

    Kind kind = Kind::Null;
    bool flag = false;
    double number = 0; ///< Number; NaN or infinite where the text held no usable number
    QString text; ///< Text: its characters. Number: as written.
    std::vector<JsonValue> items; ///< List
    std::vector<JsonMember> members; ///< Object
    qsizetype offset = -1; ///< of the first byte in the source, −1 where there is none

    static JsonValue ofFlag(bool flag);
    static JsonValue ofInteger(qint64 number);
    /// In the shortest form that reads back the same; whole numbers without a fraction.
    static JsonValue ofDouble(double number);
    static JsonValue ofText(const QString &text);
    static JsonValue list();
    static JsonValue object();

    [[nodiscard]] bool isNull() const { return kind == Kind::Null; }
    [[nodiscard]] bool isNumber() const { return kind == Kind::Number; }
    [[nodiscard]] bool isText() const { return kind == Kind::Text; }
    [[nodiscard]] bool isList() const { return kind == Kind::List; }
    [[nodiscard]] bool isObject() const { return kind == Kind::Object; }

    /// The number where it is whole and fits, 3.0 and 1e2 too.
    [[nodiscard]] std::optional<qint64> integer() const;
    /// The first member of that name, or null.
    [[nodiscard]] const JsonValue *find(QStringView name) const;
    void append(const QString &name, JsonValue value);
};

/// A name and its value within an object.
struct JsonMember
{
    QString name;
    JsonValue value;
    qsizetype offset = -1; ///< of the name
    bool repeated = false; ///< the same name stands before it in the object; reported, and to be ignored
};

} // namespace fuseboard
