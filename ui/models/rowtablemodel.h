// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace fuseboard {

/// Rows that a user writes in a table: a check mark in the first column, texts and choices in the others, and an empty
/// line at the end that becomes a row when something is written into it.
class RowTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { EnabledColumn, FirstColumn };
    /// Of a cell that is one of several words: a QStringList. What is edited is then the index.
    static constexpr int ChoicesRole = Qt::UserRole + 1;

    /// The number of rows, without the empty line.
    [[nodiscard]] virtual int count() const = 0;
    [[nodiscard]] int enabledCount() const;
    /// Whether the rows are given: none is added or removed, and there is no empty line.
    [[nodiscard]] virtual bool hasFixedRows() const { return false; }
    /// Of what is noted about a row, for people: a text without variables, which a row has to be there for. -1: none.
    [[nodiscard]] virtual int descriptionColumn() const { return -1; }
    [[nodiscard]] bool hasDescriptions() const;
    /// Whether the rows can be edited as lines of text.
    [[nodiscard]] virtual bool hasText() const { return false; }
    /// How such a line looks, for people.
    [[nodiscard]] virtual QString textHint() const;
    /// The rows as lines of text, as bulkText() has them; empty where they are not edited so.
    [[nodiscard]] virtual QString text() const { return {}; }
    /// The rows become what a user wrote there.
    virtual void takeText(const QString &) { }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    /// One empty row only, and not behind the last.
    bool insertRows(int row, int count, const QModelIndex &parent = {}) override;
    /// Below itself, with all that it has, also where no cell shows it.
    bool duplicateRow(int row);
    /// The empty line stays.
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;
    /// One row only, and not behind the empty line.
    bool moveRows(const QModelIndex &from, int row, int count, const QModelIndex &to, int place) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// By the user, through the view.
    void edited();

protected:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual bool isEnabled(int row) const = 0;
    /// Of a row's check mark, for screen readers.
    [[nodiscard]] virtual QString checkText(int row) const;
    virtual void setEnabled(int row, bool enabled) = 0;
    /// A text, or the index of a choice.
    [[nodiscard]] virtual QVariant cell(int row, int column) const = 0;
    virtual void setCell(int row, int column, const QVariant &value) = 0;
    /// Empty for a text.
    [[nodiscard]] virtual QStringList choices(int column) const = 0;
    /// Whether the cell means something in that row.
    [[nodiscard]] virtual bool isUsed(int row, int column) const;
    [[nodiscard]] virtual QString title(int column) const = 0;
    virtual void append() = 0;
    /// Below itself, with all that it has.
    virtual void copy(int row) = 0;
    virtual void removeAt(int row) = 0;
    virtual void move(int from, int to) = 0;

private:
    [[nodiscard]] QVariant textOf(const QModelIndex &index) const;
    [[nodiscard]] QVariant checkData(int row, int role) const;
    void addRow();
};

} // namespace fuseboard
