// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretlistmodel.h"

#include "config/variablesyntax.h"
#include "models/figures.h"
#include "models/secretuserwording.h"
#include "models/secretwording.h"

namespace fuseboard {

SecretListModel::SecretListModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void SecretListModel::setRows(const QList<SecretRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    for (SecretRow &row : m_rows) {
        if (row.secret.source() == Secret::Source::Plain && !isOnlyVariables(row.secret.text()))
            row.secret = Secret::plain({});
    }
    endResetModel();
}

void SecretListModel::setPresence(const SecretKey &key, SecretRow::Presence presence)
{
    for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
        if (m_rows.at(i).key != key || m_rows.at(i).presence == presence)
            continue;
        if (m_rows.at(i).isUnused() && presence == SecretRow::Presence::Missing) {
            beginRemoveRows({}, i, i);
            m_rows.removeAt(i);
            endRemoveRows();
            continue;
        }
        m_rows[i].presence = presence;
        Q_EMIT dataChanged(index(i, StateColumn), index(i, StateColumn));
    }
}

void SecretListModel::setStoreState(SecretStoreState state)
{
    m_storeState = state;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, PlaceColumn), index(rowCount() - 1, PlaceColumn));
}

int SecretListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SecretListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 4;
}

QVariant SecretListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::ToolTipRole)
        return wording::toolTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    const SecretRow &row = m_rows.at(index.row());
    switch (index.column()) {
    case UserColumn:
        return wording::secretUser(row);
    case FieldColumn:
        return wording::secretName(row.key);
    case PlaceColumn:
        return wording::secretPlace(row.secret, m_storeState);
    default:
        return stateOf(row);
    }
}

QString SecretListModel::stateOf(const SecretRow &row)
{
    if (row.secret.source() == Secret::Source::Plain)
        return isOnlyVariables(row.secret.text()) ? tr("By environment") : tr("In the file");
    if (row.secret.source() == Secret::Source::Environment)
        return qEnvironmentVariableIsSet(row.secret.text().toLocal8Bit().constData()) ? tr("Set") : tr("Not set");
    switch (row.presence) {
    case SecretRow::Presence::Unknown:
        return tr("Being looked up");
    case SecretRow::Presence::Stored:
        return tr("Stored");
    case SecretRow::Presence::Missing:
        return tr("Missing");
    case SecretRow::Presence::Unreachable:
        return tr("Cannot be looked up");
    }
    Q_UNREACHABLE();
}

QVariant SecretListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case UserColumn:
        return tr("Used by");
    case FieldColumn:
        return tr("Secret");
    case PlaceColumn:
        return tr("Lives in");
    default:
        return tr("State");
    }
}

} // namespace fuseboard
