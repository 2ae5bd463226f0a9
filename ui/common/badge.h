// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"
#include "common/tone.h"

#include <QString>

#include <optional>

class QPainter;
class QRectF;
class QSizeF;

namespace fuseboard {

class Theme;

/// A badge with a word and mostly a glyph, as Pill shows and delegates draw it. A value.
struct Badge
{
    Tone tone = Tone::Neutral;
    QString text;
    std::optional<IconId> glyph;

    friend bool operator==(const Badge &, const Badge &) = default;
};

QSizeF badgeSize(const Theme &theme, const Badge &badge);

/// Fills rect, which should have badgeSize(); text that does not fit is elided.
void paintBadge(QPainter &painter, const QRectF &rect, const Theme &theme, const Badge &badge);

} // namespace fuseboard
