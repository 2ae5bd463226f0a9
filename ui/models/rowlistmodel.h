// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rowtablemodel.h"

#include <QList>

namespace fuseboard {

/// A RowTableModel of rows of one kind, which have a member "enabled".
template<class Row>
class RowListModel : public RowTableModel
{
public:
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    /// Equal rows change nothing; edited() is not emitted.
    void setRows(const QList<Row> &rows)
    {
        if (rows == m_rows)
            return;
        // The same number of rows is the common case while a URL is typed: the view keeps its place.
        if (rows.size() == m_rows.size()) {
            m_rows = rows;
            Q_EMIT dataChanged(index(0, 0), index(count() - 1, columnCount() - 1));
            return;
        }
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    /// As written by the user.
    void takeRows(const QList<Row> &rows)
    {
        if (rows == m_rows)
            return;
        setRows(rows);
        Q_EMIT edited();
    }
    [[nodiscard]] int count() const final { return int(m_rows.size()); }

protected:
    using RowTableModel::RowTableModel;

    [[nodiscard]] const Row &at(int row) const { return m_rows[row]; }
    [[nodiscard]] Row &at(int row) { return m_rows[row]; }
    [[nodiscard]] bool isEnabled(int row) const final { return m_rows[row].enabled; }
    void setEnabled(int row, bool enabled) final { m_rows[row].enabled = enabled; }
    void append() final { m_rows.append(Row()); }
    void copy(int row) final { m_rows.insert(row + 1, Row(m_rows[row])); }
    void removeAt(int row) final { m_rows.removeAt(row); }
    void move(int from, int to) final { m_rows.move(from, to); }

private:
    QList<Row> m_rows;
};

} // namespace fuseboard
