// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

namespace fuseboard::wording {

/// What the sentence of a fault can say: the field, its value, what is allowed, and where it stands. Internal.
struct FaultParts
{
    QString field;
    QString value;
    QString allowed;
    QString where;

    explicit FaultParts(const ConfigFault &fault);
    [[nodiscard]] QString say(const QString &withAllowed, const QString &without) const;
};

/// "id" of a fault at sending in what ":id" of the path stands for; empty for any other.
QString pathParameterOf(const ConfigFault &fault);

/// Faults of the text of a file itself.
QString textFault(const ConfigFault &fault, const FaultParts &parts);

} // namespace fuseboard::wording
