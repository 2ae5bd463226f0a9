// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rowlistmodel.h"
#include "workspace/requestrows.h"

namespace fuseboard {

/// The captures of a request: a check mark, a variable, and the piece of the answer that becomes its value.
class CaptureTableModel final : public RowListModel<RequestCapture>
{
    Q_OBJECT

public:
    enum Column { VariableColumn = FirstColumn, SourceColumn, TargetColumn, DescriptionColumn };

    explicit CaptureTableModel(QObject *parent = nullptr);

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
