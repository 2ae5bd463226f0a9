// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/chartdata.h"

#include <QWidget>

namespace fuseboard {

class Theme;

/// The states of a breaker over time as one strip with words, and the ends of its span below.
class BreakerStrip final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit BreakerStrip(const Theme &theme, QWidget *parent = nullptr);

    /// begin, end: words at both ends.
    void setSpans(const QList<BreakerSpan> &spans, const QString &begin, const QString &end);

    /// Stands instead of the word at the end; empty = that word.
    void setEndMark(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double stripHeight() const;
    void paintSpan(QPainter &painter, const BreakerSpan &span) const;

    const Theme &m_theme;
    QList<BreakerSpan> m_spans;
    QString m_begin;
    QString m_end;
    QString m_endMark;
};

} // namespace fuseboard
