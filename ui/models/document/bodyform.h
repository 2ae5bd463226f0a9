// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/linelayout.h"

#include <QByteArray>

#include <memory>

namespace fuseboard {

/// How the user wants a body to be shown.
enum class BodyStyle { Pretty, Raw, Hex };

/// How it is shown.
enum class BodyForm { Text, Json, JsonLines, Xml, Html, Hex };

/// What a body is, from its header field Content-Type and its first bytes. Binary data is shown in hex whatever the
/// style; text in another character set than UTF-8 is to be converted first, and head is then the converted one.
[[nodiscard]] BodyForm formOf(QByteArrayView head, const QByteArray &contentType, BodyStyle style);
[[nodiscard]] bool isBinary(QByteArrayView head);

[[nodiscard]] inline bool isJsonForm(BodyForm form)
{
    return form == BodyForm::Json || form == BodyForm::JsonLines;
}

[[nodiscard]] std::shared_ptr<const LineLayout> layoutFor(BodyForm form);

/// The character set that is not UTF-8 in which the text is, by its byte order mark or by Content-Type; empty for
/// UTF-8, for none, and for one that is not known.
[[nodiscard]] QByteArray foreignCharset(QByteArrayView head, const QByteArray &contentType);

} // namespace fuseboard
