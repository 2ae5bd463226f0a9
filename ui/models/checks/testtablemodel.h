// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rowlistmodel.h"
#include "workspace/requestrows.h"

namespace fuseboard {

/// The tests of a request: a check mark, what is looked at, how it is compared, and with what.
class TestTableModel final : public RowListModel<RequestTest>
{
    Q_OBJECT

public:
    enum Column { SubjectColumn = FirstColumn, TargetColumn, ComparisonColumn, ValueColumn, DescriptionColumn };

    explicit TestTableModel(QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int descriptionColumn() const override { return DescriptionColumn; }
    [[nodiscard]] bool hasText() const override { return true; }
    [[nodiscard]] QString textHint() const override;
    [[nodiscard]] QString text() const override;
    void takeText(const QString &text) override;

protected:
    [[nodiscard]] QVariant cell(int row, int column) const override;
    void setCell(int row, int column, const QVariant &value) override;
    [[nodiscard]] QStringList choices(int column) const override;
    [[nodiscard]] bool isUsed(int row, int column) const override;
    [[nodiscard]] QString title(int column) const override;
};

} // namespace fuseboard
