// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/headersmodel.h"

#include "models/figures.h"

namespace fuseboard {

namespace {

constexpr qsizetype shownCharacters = 500;
constexpr qsizetype toolTipCharacters = 4'000;

} // namespace

HeadersModel::HeadersModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void HeadersModel::setHeaders(const Headers &headers)
{
    beginResetModel();
    m_fields = headers.fields();
    endResetModel();
}

int HeadersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size());
}

int HeadersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant HeadersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isName = index.column() == NameColumn;
    const Headers::Field &field = m_fields[index.row()];
    const QString text = QString::fromUtf8(isName ? field.first : field.second);
    if (role == Qt::DisplayRole)
        return wording::printable(text, shownCharacters);
    if (role == Qt::ToolTipRole)
        return wording::toolTip(wording::printable(text, toolTipCharacters));
    return {};
}

QVariant HeadersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace fuseboard
