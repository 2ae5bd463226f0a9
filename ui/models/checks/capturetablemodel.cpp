// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/capturetablemodel.h"

#include "models/bulktext.h"
#include "models/checks/checkwording.h"

namespace fuseboard {

CaptureTableModel::CaptureTableModel(QObject *parent)
    : RowListModel(parent)
{
}

int CaptureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : DescriptionColumn + 1;
}

QString CaptureTableModel::textHint() const
{
    //: the words before and behind the colons stay as they are
    return tr("variable:json $.id, header X-Id or status; // is off");
}

QString CaptureTableModel::text() const
{
    return bulkText(rows());
}

void CaptureTableModel::takeText(const QString &text)
{
    takeRows(bulkRows(text, rows()));
}

QVariant CaptureTableModel::cell(int row, int column) const
{
    const RequestCapture &capture = at(row);
    if (column == VariableColumn)
        return capture.variable;
    if (column == DescriptionColumn)
        return capture.description;
    return column == SourceColumn ? QVariant(int(capture.source)) : QVariant(capture.target);
}

void CaptureTableModel::setCell(int row, int column, const QVariant &value)
{
    RequestCapture &capture = at(row);
    if (column == VariableColumn)
        capture.variable = value.toString().trimmed();
    else if (column == SourceColumn)
        capture.source = CaptureSource(value.toInt());
    else if (column == DescriptionColumn)
        capture.description = value.toString();
    else
        capture.target = value.toString();
}

QStringList CaptureTableModel::choices(int column) const
{
    QStringList words;
    for (int i = 0; column == SourceColumn && i <= int(CaptureSource::Status); ++i)
        words.append(wording::word(CaptureSource(i)));
    return words;
}

bool CaptureTableModel::isUsed(int row, int column) const
{
    return column != TargetColumn || at(row).source != CaptureSource::Status;
}

QString CaptureTableModel::title(int column) const
{
    if (column == DescriptionColumn)
        return tr("Description");
    return column == VariableColumn ? tr("Variable") : column == SourceColumn ? tr("From") : tr("Of");
}

} // namespace fuseboard
