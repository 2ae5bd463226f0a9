// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"

#include <QIcon>

class QPainter;
class QRectF;

namespace fuseboard {

class Theme;

/// Our own line icons, resources/icons/*.svg, drawn on a grid of 20 px. Closed.
enum class IconId {
    Explore,
    Dashboard,
    Search,
    Plus,
    Close,
    Check,
    Half,
    Dot,
    ChevronDown,
    ChevronRight,
    Pause,
    Play,
    Send,
    Stop,
    Reset,
    Shield,
    Isolate,
    Copy,
    Save,
    More,
    Warning,
    Info,
    Clock,
    Key,
    Bolt,
    Sun,
    Moon,
    Pulse,
    Inbox,
    Filter,
    Link,
    ChevronUp,
    History,
    Pin,
};
inline constexpr int iconCount = static_cast<int>(IconId::Pin) + 1;

/// The resource of an icon: ":/fuseboard/icons/chevron-down.svg".
QString iconPath(IconId id);

/// An icon that takes its colours from the theme whenever it is drawn, so it follows a change of scheme; checked or
/// selected it takes the second role. Draws nothing once the theme is gone.
QIcon themedIcon(const Theme &theme, IconId id, ColorRole normal = ColorRole::Muted,
                 ColorRole active = ColorRole::AccentText);

/// Draws an icon in one colour, sharp at the painter's device pixel ratio. Rendered once for each size and colour.
void paintIcon(QPainter &painter, const QRectF &rect, IconId id, const QColor &color);

} // namespace fuseboard
