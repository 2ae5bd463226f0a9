// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/linelayout.h"

namespace fuseboard {

/// Text as it came: lines end with LF or CR LF.
class RawLayout final : public LineLayout
{
public:
    [[nodiscard]] LineSpan next(QByteArrayView text, LineState &state) const override;
    [[nodiscard]] TextLine format(QByteArrayView text, const LineSpan &span) const override;
};

} // namespace fuseboard
