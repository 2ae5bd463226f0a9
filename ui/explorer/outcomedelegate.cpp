// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/outcomedelegate.h"

#include "common/badge.h"
#include "common/grid.h"
#include "models/checks/checkresultsmodel.h"

#include <QPainter>

namespace fuseboard {

namespace {

Badge badgeOf(const QModelIndex &index)
{
    const QString word = index.data().toString();
    switch (index.data(CheckResultsModel::OutcomeRole).value<CheckResultsModel::Outcome>()) {
    case CheckResultsModel::Outcome::Failed:
        return {Tone::Danger, word, IconId::Close};
    case CheckResultsModel::Outcome::Faulty:
    case CheckResultsModel::Outcome::NotCaptured:
        return {Tone::Warning, word, IconId::Warning};
    case CheckResultsModel::Outcome::Passed:
        return {Tone::Success, word, IconId::Check};
    case CheckResultsModel::Outcome::Captured:
        return {Tone::Neutral, word, IconId::Check};
    }
    Q_UNREACHABLE();
}

} // namespace

OutcomeDelegate::OutcomeDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void OutcomeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Badge badge = badgeOf(index);
    const QSizeF size = badgeSize(m_theme, badge);
    QRectF place(option.rect.left() + grid::unit, 0, qMin(size.width(), option.rect.width() - 2.0 * grid::unit),
                 size.height());
    place.moveTop(option.rect.top() + (option.rect.height() - size.height()) / 2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintBadge(*painter, place, m_theme, badge);
    painter->restore();
}

} // namespace fuseboard
