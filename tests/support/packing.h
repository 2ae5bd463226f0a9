// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace fuseboard {

/// "deflate" in the words of HTTP: a zlib stream.
QByteArray deflated(const QByteArray &bytes);

/// One member of a gzip file. extra and comment go into the header where they are not empty.
QByteArray gzipped(const QByteArray &bytes, const QByteArray &extra = {}, const QByteArray &comment = {});

/// One chunk of a chunked body.
QByteArray chunk(const QByteArray &bytes);

/// What cannot be packed: the same with each run.
QByteArray noise(qsizetype bytes);

} // namespace fuseboard
