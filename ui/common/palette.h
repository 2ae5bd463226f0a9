// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

#include <span>

namespace fuseboard {

/// What a colour means. Nothing in the user interface names a colour in any other way.
enum class ColorRole {
    // Surfaces
    Window, ///< behind cards and the client tree
    Panel, ///< rail, headers, status bar, menus
    Card,
    Code, ///< behind bodies and editors
    Border,
    BorderStrong, ///< of a control under the pointer
    Grid, ///< lines in charts and tables
    Track, ///< the empty part of a bar
    Hover,
    Pressed,
    Scrollbar,
    ScrollbarHover,
    // Text
    Text,
    Muted, ///< second rank, still readable on every surface
    Faint, ///< disabled; the only text that need not reach 4.5:1
    // Accent
    Accent, ///< fills and lines
    AccentHover,
    AccentText, ///< text on surfaces and on AccentSoft
    AccentSoft, ///< selected rows and segments
    OnAccent, ///< text on Accent
    FocusRing,
    // States: fill, text (on surfaces and on the soft fill), soft fill
    Success,
    SuccessText,
    SuccessSoft,
    Warning,
    WarningText,
    WarningSoft,
    Danger,
    DangerText,
    DangerSoft,
    Neutral,
    NeutralText,
    NeutralSoft,
    // Series of charts; legible as text on Card
    SeriesP50,
    SeriesP95,
    SeriesP99,
    SeriesTokens,
    SeriesWaiting,
    SeriesSucceeded,
    SeriesRetried,
    SeriesFailed,
    SeriesRefused,
    // Bars of a call's timeline
    TimelineWait,
    TimelineFailed,
    TimelineBackoff,
    TimelineConnect,
    TimelineServer,
    TimelineDownload,
    // Source text
    SyntaxKey,
    SyntaxString,
    SyntaxNumber,
    SyntaxKeyword,
    SyntaxVariable,
    // Request methods
    MethodGet,
    MethodPost,
    MethodPut,
    MethodPatch,
    MethodDelete,
    MethodOther,
};

enum class Scheme { Light, Dark };

/// The one table of colours, for light and dark. A value.
class Palette
{
public:
    struct Row
    {
        ColorRole role;
        const char *name; ///< in the style sheet: ${name}
        QRgb light;
        QRgb dark;
    };

    explicit Palette(Scheme scheme = Scheme::Light);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] QColor color(ColorRole role) const;
    /// The colour with an opacity from 0 to 1.
    [[nodiscard]] QColor color(ColorRole role, double opacity) const;
    /// For what Qt's own style draws.
    [[nodiscard]] QPalette toQPalette() const;

    /// In the order of ColorRole, one row for each.
    [[nodiscard]] static std::span<const Row> rows();

private:
    Scheme m_scheme;
};

/// Contrast of two opaque colours after WCAG 2.1: 1 … 21.
double contrastRatio(const QColor &a, const QColor &b);

} // namespace fuseboard
