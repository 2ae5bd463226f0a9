// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fuseboard {

namespace {

using enum ColorRole;

constexpr std::array paletteTable{
    Palette::Row{Window, "window", 0xfff6f7f9, 0xff16191f},
    Palette::Row{Panel, "panel", 0xffffffff, 0xff1e232b},
    Palette::Row{Card, "card", 0xffffffff, 0xff1e232b},
    Palette::Row{Code, "code", 0xfff8fafc, 0xff191d24},
    Palette::Row{Border, "border", 0xffdfe3e8, 0xff313845},
    Palette::Row{BorderStrong, "border-strong", 0xffbfc7d2, 0xff4a5466},
    Palette::Row{Grid, "grid", 0xffeceff3, 0xff2a303b},
    Palette::Row{Track, "track", 0xffeceff3, 0xff2a303b},
    Palette::Row{Hover, "hover", 0xfff1f4f8, 0xff262c36},
    Palette::Row{Pressed, "pressed", 0xffe7ebf1, 0xff2d3440},
    Palette::Row{Scrollbar, "scrollbar", 0xffcdd3dc, 0xff3d4657},
    Palette::Row{ScrollbarHover, "scrollbar-hover", 0xffa9b2c0, 0xff566178},
    Palette::Row{Text, "text", 0xff1d2430, 0xffe6e9ef},
    Palette::Row{Muted, "muted", 0xff5f697d, 0xff9aa3b5},
    Palette::Row{Faint, "faint", 0xff98a1b0, 0xff667085},
    Palette::Row{Accent, "accent", 0xff2f6fed, 0xff6c9bff},
    Palette::Row{AccentHover, "accent-hover", 0xff225fd8, 0xff86adff},
    Palette::Row{AccentText, "accent-text", 0xff205dd6, 0xff7aa5ff},
    Palette::Row{AccentSoft, "accent-soft", 0xffe8f0fe, 0xff26334f},
    Palette::Row{OnAccent, "on-accent", 0xffffffff, 0xff0f1420},
    Palette::Row{FocusRing, "focus-ring", 0xff2f6fed, 0xff6c9bff},
    Palette::Row{Success, "success", 0xff1a8f5a, 0xff4ac08a},
    Palette::Row{SuccessText, "success-text", 0xff12714a, 0xff4ac08a},
    Palette::Row{SuccessSoft, "success-soft", 0xffe3f5ec, 0xff1c3a2d},
    Palette::Row{Warning, "warning", 0xffb26a00, 0xfff0b252},
    Palette::Row{WarningText, "warning-text", 0xff8f5500, 0xfff0b252},
    Palette::Row{WarningSoft, "warning-soft", 0xfffdf0d9, 0xff42331a},
    Palette::Row{Danger, "danger", 0xffc8323c, 0xffff7a80},
    Palette::Row{DangerText, "danger-text", 0xffbb2832, 0xffff8a90},
    Palette::Row{DangerSoft, "danger-soft", 0xfffde7e8, 0xff472329},
    Palette::Row{Neutral, "neutral", 0xff8a94a6, 0xff7d879a},
    Palette::Row{NeutralText, "neutral-text", 0xff556075, 0xffa6afc0},
    Palette::Row{NeutralSoft, "neutral-soft", 0xffeceff3, 0xff2a303b},
    Palette::Row{SeriesP50, "series-p50", 0xff2a69e6, 0xff6c9bff},
    Palette::Row{SeriesP95, "series-p95", 0xff7f52ea, 0xffb69bff},
    Palette::Row{SeriesP99, "series-p99", 0xffcb420c, 0xffff9a5c},
    Palette::Row{SeriesTokens, "series-tokens", 0xff2a69e6, 0xff6c9bff},
    Palette::Row{SeriesWaiting, "series-waiting", 0xffcb420c, 0xffff9a5c},
    Palette::Row{SeriesSucceeded, "series-succeeded", 0xff158052, 0xff4ac08a},
    Palette::Row{SeriesRetried, "series-retried", 0xffa06000, 0xfff0b252},
    Palette::Row{SeriesFailed, "series-failed", 0xffc8323c, 0xffff7a80},
    Palette::Row{SeriesRefused, "series-refused", 0xff5f697d, 0xff9aa3b5},
    Palette::Row{TimelineWait, "timeline-wait", 0xff4d83ef, 0xff5f87dd},
    Palette::Row{TimelineFailed, "timeline-failed", 0xffcf5058, 0xffdc6b71},
    Palette::Row{TimelineBackoff, "timeline-backoff", 0xffbc7f25, 0xffcf9a4a},
    Palette::Row{TimelineConnect, "timeline-connect", 0xff9a73f6, 0xff9d87dd},
    Palette::Row{TimelineServer, "timeline-server", 0xff4d83ef, 0xff5f87dd},
    Palette::Row{TimelineDownload, "timeline-download", 0xff3b9f72, 0xff42a679},
    Palette::Row{SyntaxKey, "syntax-key", 0xff205dd6, 0xff7aa5ff},
    Palette::Row{SyntaxString, "syntax-string", 0xff12714a, 0xff4ac08a},
    Palette::Row{SyntaxNumber, "syntax-number", 0xffbf3d0a, 0xffff9a5c},
    Palette::Row{SyntaxKeyword, "syntax-keyword", 0xff7446e0, 0xffb69bff},
    Palette::Row{SyntaxVariable, "syntax-variable", 0xffbf3d0a, 0xffff9a5c},
    Palette::Row{MethodGet, "method-get", 0xff205dd6, 0xff7aa5ff},
    Palette::Row{MethodPost, "method-post", 0xff12714a, 0xff4ac08a},
    Palette::Row{MethodPut, "method-put", 0xff8f5500, 0xfff0b252},
    Palette::Row{MethodPatch, "method-patch", 0xff7446e0, 0xffb69bff},
    Palette::Row{MethodDelete, "method-delete", 0xffbb2832, 0xffff8a90},
    Palette::Row{MethodOther, "method-other", 0xff556075, 0xffa6afc0},
};

constexpr bool tableFollowsEnum()
{
    for (std::size_t i = 0; i < paletteTable.size(); ++i) {
        if (paletteTable[i].role != static_cast<ColorRole>(i))
            return false;
    }
    return paletteTable.size() == static_cast<std::size_t>(MethodOther) + 1;
}
static_assert(tableFollowsEnum(), "one row for each ColorRole, in its order");

double linearChannel(int channel)
{
    const double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double relativeLuminance(const QColor &color)
{
    return 0.2126 * linearChannel(color.red()) + 0.7152 * linearChannel(color.green())
        + 0.0722 * linearChannel(color.blue());
}

} // namespace

Palette::Palette(Scheme scheme)
    : m_scheme(scheme)
{
}

QColor Palette::color(ColorRole role) const
{
    const Row &row = paletteTable[static_cast<std::size_t>(role)];
    return QColor::fromRgb(m_scheme == Scheme::Light ? row.light : row.dark);
}

QColor Palette::color(ColorRole role, double opacity) const
{
    QColor result = color(role);
    result.setAlphaF(static_cast<float>(std::clamp(opacity, 0.0, 1.0)));
    return result;
}

QPalette Palette::toQPalette() const
{
    QPalette result(color(Text), color(Panel), color(Card), color(Border), color(BorderStrong), color(Text),
                    color(Text), color(Card), color(Window));
    result.setColor(QPalette::AlternateBase, color(Code));
    result.setColor(QPalette::ToolTipBase, color(Panel));
    result.setColor(QPalette::ToolTipText, color(Text));
    result.setColor(QPalette::PlaceholderText, color(Muted));
    result.setColor(QPalette::Highlight, color(Accent));
    result.setColor(QPalette::HighlightedText, color(OnAccent));
    result.setColor(QPalette::Link, color(AccentText));
    result.setColor(QPalette::LinkVisited, color(AccentText));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, color(Faint));
    return result;
}

std::span<const Palette::Row> Palette::rows()
{
    return paletteTable;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double one = relativeLuminance(a) + 0.05;
    const double other = relativeLuminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

} // namespace fuseboard
