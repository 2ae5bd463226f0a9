// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rowlistmodel.h"
#include "workspace/requestrows.h"

namespace fuseboard {

/// The parts of a multipart body: a check mark, a name, whether it is a text or a file, that text or the path, and what
/// is noted about it.
class PartTableModel final : public RowListModel<RequestPart>
{
    Q_OBJECT

public:
    enum Column { NameColumn = FirstColumn, KindColumn, ValueColumn, DescriptionColumn };
    enum Kind { Text, File };

    explicit PartTableModel(QObject *parent = nullptr);

    /// Makes a row that of a file; a new row where there is none at that place.
    void setFile(int row, const QString &path);

    [[nodiscard]] int descriptionColumn() const override { return DescriptionColumn; }
    [[nodiscard]] bool hasText() const override { return true; }
    [[nodiscard]] QString text() const override;
    void takeText(const QString &text) override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QVariant cell(int row, int column) const override;
    void setCell(int row, int column, const QVariant &value) override;
    [[nodiscard]] QStringList choices(int column) const override;
    [[nodiscard]] QString title(int column) const override;
};

} // namespace fuseboard
