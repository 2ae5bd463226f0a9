// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QTableView;

namespace fuseboard {

/// A column that has a share of its table's width, so that narrow windows leave room for the others. One that somebody
/// has dragged stays as it is. The table owns it.
class FittedColumn final : public QObject
{
    Q_OBJECT

public:
    struct Share
    {
        int percent = 0; ///< of the width of all rows
        int least = 0;
        int most = 0;
    };

    FittedColumn(QTableView &table, int column, const Share &share);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit(int room);

    QTableView &m_table;
    const int m_column;
    const Share m_share;
    int m_fitted = 0;
};

} // namespace fuseboard
