// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

#include <QList>
#include <QPair>
#include <QSet>

namespace fuseboard {

/// An object of header names and values, in the order written. Names are compared without case, each stands once
/// (A15); values of names that carry credentials by convention are not shown, and warn where they hold more than
/// references. null is no header.
struct HeadersFormat
{
    using Headers = QList<QPair<QString, QString>>;

    [[nodiscard]] std::optional<Headers> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const Headers &value) const;
    [[nodiscard]] AllowedValues allowed() const;
};

/// Tells the scope of a header's name what is wrong with it.
bool checkHeaderName(const JsonMember &member, QSet<QString> &seen, const FaultScope &headers);

} // namespace fuseboard
