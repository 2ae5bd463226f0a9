// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/fonts.h"

#include <QStyledItemDelegate>

namespace fuseboard {

class Theme;

/// Draws one line of a timeline: label, bar on the common scale, duration.
class TimelineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit TimelineDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// What a column needs, so that all lines share one scale.
    [[nodiscard]] int widestOf(const QModelIndex &index, int role, TextStyle style, int least) const;
    void paintBar(QPainter &painter, const QRectF &track, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace fuseboard
