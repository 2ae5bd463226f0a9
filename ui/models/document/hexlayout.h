// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/linelayout.h"

namespace fuseboard {

/// Sixteen bytes a line: where they stand, what they are, and as letters those that are some.
class HexLayout final : public LineLayout
{
public:
    [[nodiscard]] LineState start(QByteArrayView text) const override;
    [[nodiscard]] LineSpan next(QByteArrayView text, LineState &state) const override;
    [[nodiscard]] TextLine format(QByteArrayView text, const LineSpan &span) const override;
};

} // namespace fuseboard
