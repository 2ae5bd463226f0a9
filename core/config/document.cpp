// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/document.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

bool isReadableDocument(const JsonValue &root, FaultLog &log)
{
    const FaultScope scope(log, root);
    if (!root.isObject()) {
        scope.notAnObject();
        return false;
    }
    const JsonValue *format = root.find(u"format");
    if (!format)
        return true;
    const FaultScope at = scope.child(u"format"_s);
    const AllowedValues allowed = AllowedValues::ofWords(AllowedKind::Words, {QString::number(configFormat)});
    // A newer layout may mean something else by the same names, so nothing else is told of it. (K4)
    if (!format->isNumber())
        at.fault(ErrorDetail::WrongType, allowed);
    else if (format->integer() != configFormat)
        at.fault(ErrorDetail::OutOfRange, allowed);
    return !at.isFaulty();
}

Error invalidDocument(QList<ConfigFault> faults, QList<ConfigFault> warnings)
{
    Error error(ErrorKind::ConfigInvalid, faults.isEmpty() ? ErrorDetail::None : faults.first().detail);
    error.faults = std::move(faults);
    error.warnings = std::move(warnings);
    return error;
}

} // namespace fuseboard
