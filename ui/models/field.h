// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace fuseboard {

/// A name with a value that a user writes: a query parameter or a header. What is not enabled is kept but not sent.
struct Field
{
    QString name;
    QString value;
    bool enabled = true;

    friend bool operator==(const Field &, const Field &) = default;
};

using Fields = QList<Field>;

} // namespace fuseboard
