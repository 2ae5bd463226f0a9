// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/field.h"
#include "models/rowlistmodel.h"

namespace fuseboard {

/// Fields with a check mark, a name, a value, and what is noted about them.
class FieldTableModel final : public RowListModel<RequestEntry>
{
    Q_OBJECT

public:
    enum Column { NameColumn = FirstColumn, ValueColumn, DescriptionColumn };

    explicit FieldTableModel(QObject *parent = nullptr);

    /// The names are given, and no line can be added: only values and check marks are edited.
    void setNamesFixed(bool fixed) { m_namesFixed = fixed; }

    [[nodiscard]] const Fields &fields() const { return rows(); }
    void setFields(const Fields &fields) { setRows(fields); }

    [[nodiscard]] bool hasFixedRows() const override { return m_namesFixed; }
    [[nodiscard]] int descriptionColumn() const override { return DescriptionColumn; }
    [[nodiscard]] bool hasText() const override { return true; }
    [[nodiscard]] QString text() const override;
    void takeText(const QString &text) override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    [[nodiscard]] QString checkText(int row) const override;
    [[nodiscard]] QVariant cell(int row, int column) const override;
    void setCell(int row, int column, const QVariant &value) override;
    [[nodiscard]] QStringList choices(int column) const override;
    [[nodiscard]] QString title(int column) const override;

private:
    static QString RequestEntry::*memberOf(int column);

    bool m_namesFixed = false;
};

} // namespace fuseboard
