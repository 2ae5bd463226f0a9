// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/badge.h"

#include "common/figures.h"
#include "common/presentation.h"
#include "common/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace fuseboard {

namespace {

constexpr double badgeHeight = 20;
constexpr double badgePadding = 8;
constexpr double badgeGlyph = 12;
constexpr double badgeGlyphGap = 3;

QFont badgeFont(const Theme &theme)
{
    QFont font = theme.font(TextStyle::Small);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QSizeF badgeSize(const Theme &theme, const Badge &badge)
{
    const double glyph = badge.glyph ? badgeGlyph + badgeGlyphGap : 0;
    return {std::ceil(figuresWidth(badgeFont(theme), badge.text) + glyph + 2 * badgePadding), badgeHeight};
}

void paintBadge(QPainter &painter, const QRectF &rect, const Theme &theme, const Badge &badge)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(softRole(badge.tone)));
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);

    const QColor ink = theme.color(textRole(badge.tone));
    QRectF content = rect.adjusted(badgePadding, 0, -badgePadding, 0);
    if (badge.glyph) {
        const double top = rect.top() + (rect.height() - badgeGlyph) / 2;
        paintIcon(painter, QRectF(content.left() - 1, top, badgeGlyph, badgeGlyph), *badge.glyph, ink);
        content.setLeft(content.left() + badgeGlyph + badgeGlyphGap);
    }
    painter.setFont(badgeFont(theme));
    painter.setPen(ink);
    QString text = badge.text;
    if (figuresWidth(painter.font(), text) > content.width() + 1)
        text = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, content.width());
    drawFigures(painter, content, Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.restore();
}

} // namespace fuseboard
