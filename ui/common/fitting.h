// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/grid.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace fuseboard {

/// The place nearest to the wanted one that lies in the free area, and no larger than that.
inline QRect fittedInto(const QRect &wanted, const QRect &area)
{
    const QSize size = wanted.size().boundedTo(area.size());
    const int mostLeft = area.right() + 1 - size.width();
    const int mostTop = area.bottom() + 1 - size.height();
    return {{std::clamp(wanted.left(), area.left(), mostLeft), std::clamp(wanted.top(), area.top(), mostTop)}, size};
}

/// Before a window is shown: it gets no larger than what is free of its screen, and where it was given a place, it lies
/// within that. Its least size is kept on every screen.
inline void fitToScreen(QWidget &window)
{
    constexpr int titleBar = 40; // what it takes is not known before the window is there
    if (window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen))
        return;
    const bool hasPlace = window.testAttribute(Qt::WA_Moved);
    const QScreen *screen = hasPlace ? QGuiApplication::screenAt(window.geometry().center()) : nullptr;
    const QRect area = (screen ? screen : window.screen())->availableGeometry();
    const QRect below = area.adjusted(0, titleBar, 0, 0);
    if (!hasPlace)
        window.resize(window.size().boundedTo(below.size()));
    else if (!area.contains(window.geometry())) // one that fills it stays as it was left
        window.setGeometry(fittedInto(window.geometry(), below));
}

/// The size for a dialog: as wanted, where the window that it opens over has room for it.
inline QSize fittedOver(const QWidget &dialog, const QSize &wanted)
{
    const QWidget *below = dialog.parentWidget() ? dialog.parentWidget()->window() : nullptr;
    return below ? wanted.boundedTo(below->size() - QSize(2 * grid::page, 2 * grid::page)) : wanted;
}

} // namespace fuseboard
