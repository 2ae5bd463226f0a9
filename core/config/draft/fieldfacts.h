// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/allowedvalues.h"
#include "config/json/jsonvalue.h"

#include <QList>

namespace fuseboard {

/// What the field lists say of one field of a client's file, for whoever shows it to be edited.
struct FieldFacts
{
    QString path; ///< "retry.max_retries"
    AllowedValues allowed;
    JsonValue standard; ///< its default; null where there is none
    bool isRequired = false;
    bool isSecret = false;

    /// "retry"; empty for a field of the client itself.
    [[nodiscard]] QString section() const;
    /// "max_retries"
    [[nodiscard]] QString name() const;
};

/// Every field that a person may set in a client's file, those of its sections too, in the order of the file. "format"
/// and the sections as wholes are not among them.
QList<FieldFacts> clientFieldFacts();

} // namespace fuseboard
