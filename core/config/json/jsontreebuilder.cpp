// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsontreebuilder.h"

#include "config/json/jsonparser.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

JsonTreeBuilder::JsonTreeBuilder(const JsonSource &source)
    : m_source(source)
{
}

bool JsonTreeBuilder::scalar(JsonValue value)
{
    return place(std::move(value)) != nullptr;
}

bool JsonTreeBuilder::open(JsonValue::Kind kind, qsizetype offset)
{
    if (m_levels.size() >= maxJsonDepth) {
        fault(ErrorDetail::TooDeep, offset, {}, AllowedValues::atMost(AllowedKind::Levels, maxJsonDepth));
        return false;
    }
    JsonValue container;
    container.kind = kind;
    container.offset = offset;
    JsonValue *placed = place(std::move(container));
    if (!placed)
        return false;
    // The pointer stays good: a container only grows while it is the innermost open one.
    m_levels.push_back({placed, {}});
    return true;
}

bool JsonTreeBuilder::key(const QString &name, qsizetype offset)
{
    Level &level = m_levels.back();
    const bool repeated = level.names.contains(name);
    level.names.insert(name);
    level.container->members.push_back({name, {}, offset, repeated});
    if (repeated)
        fault(ErrorDetail::Duplicate, offset, {}, {AllowedKind::OnceEach});
    return true;
}

bool JsonTreeBuilder::close()
{
    m_levels.pop_back();
    return true;
}

void JsonTreeBuilder::fault(ErrorDetail detail, qsizetype offset, const QString &value, const AllowedValues &allowed)
{
    const JsonSource::Position position = m_source.positionOf(offset);
    m_faults.append({detail, path(m_levels.size()), value, allowed, position.line, position.column});
}

void JsonTreeBuilder::faultBetween(qsizetype offset, const QString &value, const AllowedValues &allowed)
{
    const JsonSource::Position position = m_source.positionOf(offset);
    const QString container = m_levels.empty() ? QString() : path(m_levels.size() - 1);
    m_faults.append({ErrorDetail::Syntax, container, value, allowed, position.line, position.column});
}

void JsonTreeBuilder::commentFault(qsizetype offset, const QString &sign, const AllowedValues &allowed)
{
    const JsonSource::Position position = m_source.positionOf(offset);
    m_faults.append({ErrorDetail::Syntax, {}, sign, allowed, position.line, position.column});
}

JsonValue *JsonTreeBuilder::place(JsonValue value)
{
    if (++m_values > maxJsonValues) {
        fault(ErrorDetail::TooBig, value.offset, {}, AllowedValues::atMost(AllowedKind::ValueCount, maxJsonValues));
        return nullptr;
    }
    if (m_levels.empty()) {
        m_root = std::move(value);
        return &m_root;
    }
    JsonValue &container = *m_levels.back().container;
    if (container.isObject()) {
        container.members.back().value = std::move(value);
        return &container.members.back().value;
    }
    container.items.push_back(std::move(value));
    return &container.items.back();
}

QString JsonTreeBuilder::path(std::size_t levels) const
{
    QString path;
    for (std::size_t i = 0; i < levels; ++i) {
        const Level &level = m_levels[i];
        if (level.container->isList()) {
            // What is open inside has its place already; what comes next does not.
            const std::size_t open = i + 1 < m_levels.size() ? 1 : 0;
            path += u'[' + QString::number(level.container->items.size() - open) + u']';
        } else if (!level.container->members.empty()) {
            if (!path.isEmpty())
                path += u'.';
            path += level.container->members.back().name;
        }
    }
    return path;
}

} // namespace fuseboard
