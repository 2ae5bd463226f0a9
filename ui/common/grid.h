// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard::grid {

// Everything stands on a grid of 4 and 8 logical pixels.
inline constexpr int unit = 4;
inline constexpr int gap = 8; ///< between controls that belong together
inline constexpr int cardGap = 12; ///< between cards
inline constexpr int page = 16; ///< from the edge of a page to its content
inline constexpr int cardPadding = 12;
inline constexpr int radius = 6; ///< of cards and controls
inline constexpr int controlHeight = 32;
inline constexpr int rowHeight = 28; ///< of trees and tables
inline constexpr int headerHeight = 52; ///< of a page's head
inline constexpr int tabHeight = 38;
inline constexpr int railWidth = 84;
inline constexpr int statusBarHeight = 28;

} // namespace fuseboard::grid
