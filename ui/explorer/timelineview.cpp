// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/timelineview.h"

#include "common/grid.h"
#include "explorer/timelinedelegate.h"
#include "models/timelinemodel.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int timelineRowsAtOnce = 10;

} // namespace

TimelineView::TimelineView(const Theme &theme, TimelineModel &model, QWidget *parent)
    : QListView(parent)
{
    setModel(&model);
    setItemDelegate(new TimelineDelegate(theme, this));
    setAccessibleName(tr("Timeline"));
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&model, &TimelineModel::spanChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] { updateGeometry(); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this] { updateGeometry(); });
}

QSize TimelineView::sizeHint() const
{
    return {320, std::clamp(model()->rowCount(), 1, timelineRowsAtOnce) * grid::rowHeight};
}

QSize TimelineView::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

} // namespace fuseboard
