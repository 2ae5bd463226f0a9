// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/variabletablemodel.h"

#include "config/variablesyntax.h"
#include "models/figures.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

VariableTableModel::VariableTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

QList<VariableTableModel::Row> VariableTableModel::rowsOf(const QList<Variable> &variables)
{
    QList<Row> rows;
    for (const Variable &variable : variables) {
        const bool isStored = variable.source == Variable::Source::Keychain;
        rows.append({variable, isStored ? variable.name : QString(), std::nullopt});
    }
    return rows;
}

QList<Variable> VariableTableModel::variablesOf(const QList<Row> &rows)
{
    QList<Variable> variables;
    for (const Row &row : rows)
        variables.append(row.variable);
    return variables;
}

QList<SecretEdit> VariableTableModel::secretEdits(const QString &slug, const QList<Variable> &before,
                                                  const QList<Row> &rows)
{
    QList<SecretEdit> moves;
    QList<SecretEdit> writes;
    QStringList kept;
    for (const Row &row : rows) {
        const Variable &variable = row.variable;
        if (variable.source != Variable::Source::Keychain)
            continue;
        kept.append(variable.name);
        if (row.isWritten) {
            writes.append({slug, variable.name, row.secret, {}});
        } else if (!row.storedName.isEmpty()) {
            kept.append(row.storedName);
            if (row.storedName != variable.name)
                moves.append({slug, variable.name, std::nullopt, row.storedName});
        }
    }
    QList<SecretEdit> removals;
    for (const Variable &variable : before) {
        if (variable.source == Variable::Source::Keychain && !kept.contains(variable.name))
            removals.append({slug, variable.name, std::nullopt, {}});
    }
    return moves + writes + removals;
}

void VariableTableModel::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

bool VariableTableModel::isSecret(int row) const
{
    return row >= 0 && row < m_rows.size() && m_rows.at(row).variable.source == Variable::Source::Keychain;
}

bool VariableTableModel::isShown(int row) const
{
    return isSecret(row) && m_rows.at(row).isShown;
}

void VariableTableModel::showSecret(int row, const QString &value)
{
    if (!isSecret(row))
        return;
    Row &shown = m_rows[row];
    if (!shown.isWritten)
        shown.secret = value;
    shown.isShown = true;
    Q_EMIT dataChanged(index(row, 0), index(row, SecretColumn));
}

void VariableTableModel::hideSecret(int row)
{
    if (!isSecret(row))
        return;
    Row &hidden = m_rows[row];
    hidden.isShown = false;
    if (!hidden.isWritten)
        hidden.secret.reset();
    Q_EMIT dataChanged(index(row, 0), index(row, SecretColumn));
}

void VariableTableModel::removeVariable(int row)
{
    if (row < 0 || row >= m_rows.size())
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
}

int VariableTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + (m_hasEmptyLine ? 1 : 0);
}

int VariableTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : SecretColumn + 1;
}

QString VariableTableModel::shownValue(const Row &row)
{
    if (row.variable.source != Variable::Source::Keychain)
        return wording::printable(editedValue(row), 500);
    if (row.isShown && row.secret)
        return wording::printable(*row.secret, 500);
    const bool isThere = row.secret || !row.storedName.isEmpty();
    return isThere ? u"••••••••"_s : tr("Not entered yet");
}

QString VariableTableModel::editedValue(const Row &row)
{
    switch (row.variable.source) {
    case Variable::Source::Text:
        return row.variable.text;
    case Variable::Source::Environment:
        return u"${env:"_s + row.variable.text + u'}';
    case Variable::Source::Keychain:
        return row.isShown ? row.secret.value_or(QString()) : QString();
    }
    Q_UNREACHABLE();
}

QVariant VariableTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size()) {
        const bool isHint = index.isValid() && index.column() == NameColumn && role == Qt::DisplayRole;
        return isHint ? QVariant(tr("Add…")) : QVariant();
    }
    const Row &row = m_rows.at(index.row());
    const bool isStored = row.variable.source == Variable::Source::Keychain;
    if (index.column() == SecretColumn) {
        if (role == Qt::CheckStateRole)
            return isStored ? Qt::Checked : Qt::Unchecked;
        if (role == Qt::AccessibleTextRole)
            return isStored ? tr("Secret, kept in the keychain") : tr("No secret");
        return {};
    }
    if (role == Qt::DisplayRole)
        return index.column() == NameColumn ? wording::printable(row.variable.name, 100) : shownValue(row);
    if (role == Qt::EditRole)
        return index.column() == NameColumn ? row.variable.name : editedValue(row);
    return {};
}

bool VariableTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const bool isCheck = index.column() == SecretColumn && role == Qt::CheckStateRole;
    if (!index.isValid() || (role != Qt::EditRole && !isCheck))
        return false;
    if (index.row() >= m_rows.size()) {
        if (index.column() != NameColumn || value.toString().trimmed().isEmpty())
            return false;
        addVariable(value.toString().trimmed());
        return true;
    }
    Row &row = m_rows[index.row()];
    if (index.column() != SecretColumn && value.toString() == index.data(Qt::EditRole).toString())
        return true; // an editor that closes says it again
    if (index.column() == NameColumn)
        row.variable.name = value.toString().trimmed();
    else if (index.column() == ValueColumn)
        setValue(row, value.toString());
    else
        setSecret(row, value.toInt() == Qt::Checked);
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), SecretColumn));
    Q_EMIT edited();
    return true;
}

/// The line that is written in stays where it is, for its editor may be open, and a new empty one comes.
void VariableTableModel::addVariable(const QString &name)
{
    const int row = int(m_rows.size());
    m_hasEmptyLine = false;
    m_rows.append({{name, Variable::Source::Text, {}}, {}, std::nullopt});
    Q_EMIT dataChanged(index(row, 0), index(row, SecretColumn));
    beginInsertRows({}, row + 1, row + 1);
    m_hasEmptyLine = true;
    endInsertRows();
    Q_EMIT edited();
}

void VariableTableModel::setValue(Row &row, const QString &text) const
{
    if (row.variable.source == Variable::Source::Keychain) {
        // An editor that was opened and left again has said nothing.
        if (text.isEmpty() && !row.isShown)
            return;
        row.secret = text;
        row.isWritten = true;
        return;
    }
    const auto reference = environmentReference(text);
    const bool isReference = reference && !reference->name.isEmpty();
    row.variable.source = isReference ? Variable::Source::Environment : Variable::Source::Text;
    row.variable.text = isReference ? reference->name : text;
}

void VariableTableModel::setSecret(Row &row, bool secret)
{
    if (secret && row.variable.source != Variable::Source::Keychain) {
        if (row.variable.source == Variable::Source::Text && !row.variable.text.isEmpty()) {
            row.secret = row.variable.text;
            row.isWritten = true;
        }
        row.variable = {row.variable.name, Variable::Source::Keychain, {}};
    } else if (!secret && row.variable.source == Variable::Source::Keychain) {
        // What nobody has seen does not become readable by a click.
        const bool isKnown = row.isWritten || row.isShown;
        row.variable = {row.variable.name, Variable::Source::Text,
                        isKnown ? row.secret.value_or(QString()) : QString()};
        row.secret.reset();
        row.isWritten = false;
        row.isShown = false;
    }
}

QVariant VariableTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    default:
        return tr("Secret");
    }
}

Qt::ItemFlags VariableTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool isNew = index.row() >= m_rows.size();
    if (isNew && index.column() != NameColumn)
        return Qt::ItemIsEnabled;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return flags | (index.column() == SecretColumn ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

} // namespace fuseboard
