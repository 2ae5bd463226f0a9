// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/multipartbody.h"

#include "requests/chaineddevice.h"

#include <algorithm>

namespace fuseboard {

namespace {

QByteArray quotedName(const QString &name)
{
    QByteArray text = name.toUtf8();
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return '"' + text + '"';
}

QByteArray partHead(const MultipartPart &part, const QByteArray &boundary)
{
    QByteArray head = "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quotedName(part.name);
    if (!part.fileName.isNull())
        head += "; filename=" + quotedName(part.fileName);
    if (!part.contentType.isEmpty())
        head += "\r\nContent-Type: " + part.contentType;
    return head + "\r\n\r\n";
}

} // namespace

Body multipartBody(const QList<MultipartPart> &parts, const QByteArray &boundary)
{
    QList<Body> pieces;
    QByteArray bytes; // since the last stream
    qint64 size = 0;
    for (const MultipartPart &part : parts) {
        bytes += partHead(part, boundary);
        if (part.content.isStream()) {
            pieces << std::exchange(bytes, {}) << part.content;
            size += pieces.at(pieces.size() - 2).size() + part.content.size();
        } else {
            bytes += part.content.bytes();
        }
        bytes += "\r\n";
    }
    bytes += "--" + boundary + "--\r\n";
    if (pieces.isEmpty())
        return bytes;
    pieces << bytes;
    size += bytes.size();
    // A file that has gone is known before anything is sent.
    const auto opener = [pieces]() -> std::unique_ptr<QIODevice> {
        const bool isThere = std::all_of(pieces.begin(), pieces.end(), [](const Body &piece) { return piece.open(); });
        return isThere ? std::make_unique<ChainedDevice>(pieces) : nullptr;
    };
    return {opener, size};
}

} // namespace fuseboard
