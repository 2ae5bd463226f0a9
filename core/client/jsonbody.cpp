// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/jsonbody.h"

#include <nlohmann/json.hpp>

#include <QVariantList>
#include <QVariantMap>

#include <limits>
#include <string>
#include <vector>

namespace fuseboard {

namespace {

using BodyJson = nlohmann::json;

/// What nlohmann's SAX parser calls. Its own tree would round large integers.
class BodyBuilder
{
public:
    [[nodiscard]] QVariant takeRoot() { return std::move(m_root); }

    bool null() { return place(QVariant::fromValue(nullptr)); }
    bool boolean(bool flag) { return place(flag); }
    bool number_integer(BodyJson::number_integer_t number) { return place(qlonglong(number)); }
    bool number_unsigned(BodyJson::number_unsigned_t number)
    {
        const bool fits = number <= static_cast<quint64>(std::numeric_limits<qint64>::max());
        return place(fits ? QVariant(static_cast<qlonglong>(number)) : QVariant(static_cast<qulonglong>(number)));
    }
    bool number_float(double number, const std::string &written)
    {
        const bool isInteger = written.find_first_of(".eE") == std::string::npos;
        return place(isInteger ? QVariant(QString::fromStdString(written)) : QVariant(number));
    }
    bool string(std::string &text) { return place(QString::fromStdString(text)); }
    bool binary(BodyJson::binary_t &) { return false; } // not in JSON text
    bool start_object(std::size_t) { return open(true); }
    bool key(std::string &name)
    {
        m_levels.back().key = QString::fromStdString(name);
        return true;
    }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(false); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t, const std::string &, const BodyJson::exception &) { return false; }

private:
    struct Level
    {
        bool isObject = false;
        QString key; // of the member that is being read
        QVariantMap members{};
        QVariantList items{};
    };

    bool open(bool isObject)
    {
        if (m_levels.size() >= maxBodyDepth)
            return false;
        m_levels.push_back({isObject, {}});
        return true;
    }

    bool close()
    {
        const Level level = std::move(m_levels.back());
        m_levels.pop_back();
        return place(level.isObject ? QVariant(level.members) : QVariant(level.items));
    }

    bool place(const QVariant &value)
    {
        if (m_levels.empty())
            m_root = value;
        else if (Level &level = m_levels.back(); level.isObject)
            level.members.insert(level.key, value);
        else
            level.items.append(value);
        return true;
    }

    std::vector<Level> m_levels; // the open containers, outermost first
    QVariant m_root;
};

} // namespace

std::optional<QVariant> parseJsonBody(const QByteArray &json)
{
    BodyBuilder builder;
    if (!BodyJson::sax_parse(json.constBegin(), json.constEnd(), &builder))
        return std::nullopt;
    return builder.takeRoot();
}

} // namespace fuseboard
