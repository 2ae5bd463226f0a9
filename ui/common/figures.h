// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QFont;
class QPainter;
class QRectF;

namespace fuseboard {

// Text whose digits all have the same width, so that numbers do not dance when they change in place. Qt 6.4 cannot
// switch a font's own tabular figures on.

/// The width that drawFigures() needs.
double figuresWidth(const QFont &font, const QString &text);

/// Draws one line in the painter's font and pen; alignment as in QPainter::drawText.
void drawFigures(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);

} // namespace fuseboard
