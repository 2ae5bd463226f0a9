// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/field.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// Editable fields: a check box, a name and a value, with an empty line at the end that becomes a field when something
/// is written into it.
class FieldTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { EnabledColumn, NameColumn, ValueColumn };

    explicit FieldTableModel(QObject *parent = nullptr);

    /// The names are given, and no line can be added: only values and check marks are edited.
    void setNamesFixed(bool fixed) { m_namesFixed = fixed; }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    /// Equal fields change nothing; edited() is not emitted.
    void setFields(const Fields &fields);
    [[nodiscard]] int enabledCount() const;
    /// The empty line at the end cannot be removed.
    void removeField(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// By the user, through the view.
    void edited();

private:
    void addField(const QModelIndex &index, const QString &text);
    [[nodiscard]] static QVariant emptyLineData(const QModelIndex &index, int role);

    Fields m_fields;
    bool m_namesFixed = false;
};

} // namespace fuseboard
