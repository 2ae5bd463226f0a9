// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/body.h"

#include <QList>
#include <QString>

#include <optional>

namespace fuseboard {

/// One part of a multipart/form-data body (RFC 7578), in the order in which it is sent.
struct MultipartPart
{
    QString name;
    Body content{};
    QString fileName{}; ///< of a file; null for text, which has none
    QByteArray contentType{}; ///< a header value; empty for none
};

/// multipart/form-data (RFC 7578) with UTF-8 in names, and in them '"' and line breaks percent-encoded, as the HTML
/// standard says. Bytes where all parts are bytes, else a stream. boundary: 1 … 70 characters of A-Z a-z 0-9 - that no
/// part holds.
Body multipartBody(const QList<MultipartPart> &parts, const QByteArray &boundary);

} // namespace fuseboard
