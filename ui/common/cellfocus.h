// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace fuseboard {

/// A frame around the cell that has the keyboard: of a chosen row nobody would see which one that is. The style sheet
/// has Qt draw none.
inline void paintCellFocus(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    if (!(option.state & QStyle::State_HasFocus))
        return;
    painter.setPen(theme.color(ColorRole::FocusRing));
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
}

} // namespace fuseboard
