// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace fuseboard {

/// What the body of a request was made of, where its bytes alone do not tell: for whoever writes the request down
/// instead of sending it. Empty for all others. A value.
struct BodySource
{
    struct Part
    {
        QString name;
        QString value; ///< of text
        QString file; ///< the whole path of what is read; empty for text
        QString fileName; ///< as it is sent; of a file only
        QString contentType; ///< empty for none

        [[nodiscard]] bool isFile() const { return !file.isEmpty(); }

        friend bool operator==(const Part &, const Part &) = default;
    };

    QList<Part> parts; ///< of multipart/form-data, for which each sender takes a boundary of its own
    QString file; ///< the whole path of a file that is the body

    [[nodiscard]] bool isEmpty() const { return parts.isEmpty() && file.isEmpty(); }

    friend bool operator==(const BodySource &, const BodySource &) = default;
};

} // namespace fuseboard
