// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/linelayout.h"

namespace fuseboard {

/// JSON laid out for reading: two spaces a level up to forty levels, containers without containers on one line where
/// they are short. It works on the text and not on parsed values: numbers keep every digit and names that occur twice
/// stay. What is no JSON is laid out as well as it can be. (ADVERSARIAL G17)
class JsonLayout final : public LineLayout
{
public:
    [[nodiscard]] LineState start(QByteArrayView text) const override;
    [[nodiscard]] LineSpan next(QByteArrayView text, LineState &state) const override;
    [[nodiscard]] TextLine format(QByteArrayView text, const LineSpan &span) const override;
};

} // namespace fuseboard
