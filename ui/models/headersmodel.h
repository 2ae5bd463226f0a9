// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// The header fields of an answer: name and value, in the order of the wire, for reading.
class HeadersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn };

    explicit HeadersModel(QObject *parent = nullptr);

    void setHeaders(const Headers &headers);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The display is one safe line; the tool tip holds more of a long value.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Headers::Field> m_fields;
};

} // namespace fuseboard
