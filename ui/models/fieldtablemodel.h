// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/field.h"
#include "models/rowlistmodel.h"

#include <functional>

namespace fuseboard {

/// Fields with a check mark, a name, a value, and what is noted about them.
class FieldTableModel final : public RowListModel<RequestEntry>
{
    Q_OBJECT

public:
    enum Column { NameColumn = FirstColumn, ValueColumn, DescriptionColumn };

    /// Of a name whose row does not count as it is written, and of the value that one of fixed names lacks: why, in a
    /// sentence.
    static constexpr int NoteRole = Qt::UserRole + 2;

    explicit FieldTableModel(QObject *parent = nullptr);

    /// The names are given, and no line can be added: only values and check marks are edited.
    void setNamesFixed(bool fixed) { m_namesFixed = fixed; }

    [[nodiscard]] const Fields &fields() const { return rows(); }
    void setFields(const Fields &fields) { setRows(fields); }

    /// Asked for the note of each row that is switched on, by its name: NoteRole of that cell, and told by screen
    /// readers too. Empty for none.
    void setNotes(const std::function<QString(const QString &name)> &notes);
    /// The answers may be others now: dataChanged() of nothing but notes.
    void renewNotes();

    [[nodiscard]] bool hasFixedRows() const override { return m_namesFixed; }
    [[nodiscard]] int descriptionColumn() const override { return DescriptionColumn; }
    [[nodiscard]] bool hasText() const override { return true; }
    [[nodiscard]] QString text() const override;
    void takeText(const QString &text) override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    [[nodiscard]] QString checkText(int row) const override;
    [[nodiscard]] QVariant cell(int row, int column) const override;
    void setCell(int row, int column, const QVariant &value) override;
    [[nodiscard]] QStringList choices(int column) const override;
    [[nodiscard]] QString title(int column) const override;

private:
    [[nodiscard]] QString noteOn(const QModelIndex &index) const;
    static QString RequestEntry::*memberOf(int column);

    bool m_namesFixed = false;
    std::function<QString(const QString &name)> m_notes; ///< null: none
};

} // namespace fuseboard
