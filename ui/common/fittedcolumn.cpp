// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/fittedcolumn.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QTableView>

#include <algorithm>

namespace fuseboard {

FittedColumn::FittedColumn(QTableView &table, int column, const Share &share)
    : QObject(&table)
    , m_table(table)
    , m_column(column)
    , m_share(share)
    , m_fitted(table.horizontalHeader()->sectionSize(column))
{
    fit(table.viewport()->width());
    table.viewport()->installEventFilter(this);
}

bool FittedColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit(static_cast<QResizeEvent *>(event)->size().width());
    return QObject::eventFilter(watched, event);
}

void FittedColumn::fit(int room)
{
    QHeaderView *header = m_table.horizontalHeader();
    if (header->sectionSize(m_column) != m_fitted)
        return;
    header->resizeSection(m_column, std::clamp(room * m_share.percent / 100, m_share.least, m_share.most));
    m_fitted = header->sectionSize(m_column);
}

} // namespace fuseboard
