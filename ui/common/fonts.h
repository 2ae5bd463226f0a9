// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

namespace fuseboard {

/// The steps of type that the user interface uses, and no others.
enum class TextStyle {
    Caption, ///< 11 px: axes, second lines in tiles
    Small, ///< 12 px: second rank
    Body, ///< 13 px
    Strong, ///< 13 px, semi-bold: names, titles of cards
    Title, ///< 15 px, semi-bold: of a page
    Figure, ///< 20 px, semi-bold: the number of a tile
    MonoSmall, ///< 11 px, fixed pitch: methods in the tree
    Mono, ///< 12 px, fixed pitch: URLs, headers, bodies
};

/// The fonts of the user interface: Inter and JetBrains Mono where they are installed, else the system's.
class Fonts
{
public:
    /// Needs a QGuiApplication.
    Fonts();

    [[nodiscard]] QFont font(TextStyle style) const;

private:
    QFont m_sans;
    QFont m_mono;
};

} // namespace fuseboard
