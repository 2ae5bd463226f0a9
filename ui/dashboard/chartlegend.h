// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"

#include <QWidget>

namespace fuseboard {

class Theme;

/// One entry of a legend: a key in the series' colour, its name, and its value of the moment.
struct LegendEntry
{
    ColorRole role;
    bool filled = false; ///< a square, else a line
    QString name;
    QString value;
    bool dashed = false; ///< of a line

    friend bool operator==(const LegendEntry &, const LegendEntry &) = default;
};

/// A line of entries: closer together where it is narrow, and then elided at the end; the tool tip tells all of them.
class ChartLegend final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit ChartLegend(const Theme &theme, QWidget *parent = nullptr);

    void setEntries(const QList<LegendEntry> &entries);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double gap(const QFont &bold, const QFont &plain) const;

    const Theme &m_theme;
    QList<LegendEntry> m_entries;
};

} // namespace fuseboard
