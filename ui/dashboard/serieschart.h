// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"
#include "dashboard/chartdata.h"

#include <QChartView>
#include <QStringList>

class QLineSeries;
class QAreaSeries;
class QValueAxis;

namespace fuseboard {

class Theme;

/// How one line of a SeriesChart looks.
struct ChartLineStyle
{
    ColorRole role;
    bool filled = false; ///< down to zero
    bool dashed = false; ///< a line below it shows through
};

/// What a SeriesChart shows at a time.
struct ChartFrame
{
    QList<ChartLine> lines; ///< one for each style
    double maximum = 1; ///< of the y axis, which begins at 0
    QStringList yMarks; ///< from 0 to maximum, evenly spaced
    QStringList xMarks; ///< from the left edge to now, evenly spaced
    QList<BreakerSpan> bands; ///< shaded where open or half-open, with a dashed line where one opened
    QString openedWord; ///< beside that line
};

/// Lines over relative time with Qt Charts. Axes, marks and bands are painted by itself at fixed places: the chart's
/// own axes would be laid out anew at every change.
class SeriesChart final : public QChartView
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    SeriesChart(const Theme &theme, QList<ChartLineStyle> styles, QWidget *parent = nullptr);

    void setFrame(const ChartFrame &frame);
    /// Stands at the right end of the time axis, where the frame says "now"; empty = as the frame says.
    void setEndMark(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    struct Layer
    {
        ChartLineStyle style;
        QAreaSeries *area = nullptr;
        QLineSeries *areaEdge = nullptr;
        QList<QLineSeries *> pieces; // unused ones are empty
    };

    [[nodiscard]] QRectF plot() const;
    QLineSeries *addLine(const ChartLineStyle &style);
    void addToChart(QAbstractSeries *series);
    void fillLayer(Layer &layer, const ChartLine &line);
    void takeColors();
    void drawBands(QPainter &painter, const QRectF &plot) const;
    void drawMarks(QPainter &painter, const QRectF &plot) const;
    void drawTimes(QPainter &painter, const QRectF &plot) const;
    void drawOpenings(QPainter &painter, const QRectF &plot) const;

    const Theme &m_theme;
    QValueAxis *m_x;
    QValueAxis *m_y;
    QList<Layer> m_layers;
    ChartFrame m_frame;
    QString m_endMark;
};

} // namespace fuseboard
