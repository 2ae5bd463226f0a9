// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/faultlog.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {

namespace {

QList<ConfigFault> inTextOrder(QList<ConfigFault> faults)
{
    std::stable_sort(faults.begin(), faults.end(), [](const ConfigFault &a, const ConfigFault &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return faults;
}

} // namespace

void FaultLog::addFault(ConfigFault fault, qsizetype offset)
{
    // With everything that it is part of, so that "custom_headers is missing" is not told of one with a faulty header.
    for (QString path = fault.path; !path.isEmpty();
         path.truncate(std::max(path.lastIndexOf(u'.'), path.lastIndexOf(u'['))))
        m_faultyPaths.insert(path);
    add(m_faults, std::move(fault), offset);
}

void FaultLog::addWarning(ConfigFault warning, qsizetype offset)
{
    add(m_warnings, std::move(warning), offset);
}

QList<ConfigFault> FaultLog::faults() const
{
    return inTextOrder(m_faults);
}

QList<ConfigFault> FaultLog::warnings() const
{
    return inTextOrder(m_warnings);
}

void FaultLog::add(QList<ConfigFault> &list, ConfigFault fault, qsizetype offset)
{
    if (list.size() >= maxConfigFaults)
        return;
    if (m_source && offset >= 0) {
        const JsonSource::Position position = m_source->positionOf(offset);
        fault.line = position.line;
        fault.column = position.column;
    }
    list.append(std::move(fault));
}

} // namespace fuseboard
