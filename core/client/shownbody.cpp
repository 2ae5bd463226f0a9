// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/shownbody.h"

#include "client/responsebody.h"

namespace fuseboard {

namespace {

constexpr qsizetype mostBytesOfCharacter = 4;

} // namespace

PayloadKind payloadKind(const Headers &headers)
{
    return mediaType(headers) == "application/x-www-form-urlencoded" ? PayloadKind::Form : PayloadKind::Text;
}

Headers shownHeaders(const Redactor &redactor, const Headers &headers)
{
    Headers clean;
    for (const auto &[name, value] : headers.fields()) {
        const QString shownName = QString::fromUtf8(name);
        clean.append(redactor.text(shownName).toUtf8(), redactor.headerValue(shownName, value).toUtf8());
    }
    return clean;
}

ShownBody shownBody(const Redactor &redactor, const QByteArray &body, const Headers &headers, qsizetype characters)
{
    const qsizetype margin = redactor.longestForm();
    const QByteArray window = body.left((characters + margin) * mostBytesOfCharacter);
    const QString whole = bodyText(window, headers);
    const bool isPart = window.size() < body.size() || whole.size() > characters + margin;
    QString text = redactor.payload(whole.left(characters + margin), payloadKind(headers));
    if (isPart)
        text.chop(margin);
    return {text.left(characters), isPart || text.size() > characters};
}

} // namespace fuseboard
