// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/testtablemodel.h"

#include "models/bulktext.h"
#include "models/checks/checkwording.h"

namespace fuseboard {

namespace {

constexpr int subjectCount = int(TestSubject::Body) + 1;
constexpr int comparisonCount = int(TestComparison::Absent) + 1;

} // namespace

TestTableModel::TestTableModel(QObject *parent)
    : RowListModel(parent)
{
}

int TestTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : DescriptionColumn + 1;
}

QString TestTableModel::textHint() const
{
    //: the words before and behind the colons stay as they are
    return tr("status:equals 200 or json $.id:exists; // is off");
}

QString TestTableModel::text() const
{
    return bulkText(rows());
}

void TestTableModel::takeText(const QString &text)
{
    takeRows(bulkRows(text, rows()));
}

QVariant TestTableModel::cell(int row, int column) const
{
    const RequestTest &test = at(row);
    if (column == SubjectColumn)
        return int(test.subject);
    if (column == TargetColumn)
        return test.target;
    if (column == DescriptionColumn)
        return test.description;
    return column == ComparisonColumn ? QVariant(int(test.comparison)) : QVariant(test.value);
}

void TestTableModel::setCell(int row, int column, const QVariant &value)
{
    RequestTest &test = at(row);
    if (column == SubjectColumn)
        test.subject = TestSubject(value.toInt());
    else if (column == TargetColumn)
        test.target = value.toString();
    else if (column == ComparisonColumn)
        test.comparison = TestComparison(value.toInt());
    else if (column == DescriptionColumn)
        test.description = value.toString();
    else
        test.value = value.toString();
}

QStringList TestTableModel::choices(int column) const
{
    QStringList words;
    for (int i = 0; column == SubjectColumn && i < subjectCount; ++i)
        words.append(wording::word(TestSubject(i)));
    for (int i = 0; column == ComparisonColumn && i < comparisonCount; ++i)
        words.append(wording::word(TestComparison(i)));
    return words;
}

bool TestTableModel::isUsed(int row, int column) const
{
    const RequestTest &test = at(row);
    if (column == TargetColumn)
        return test.subject == TestSubject::Header || test.subject == TestSubject::Json;
    return column != ValueColumn
        || (test.comparison != TestComparison::Exists && test.comparison != TestComparison::Absent);
}

QString TestTableModel::title(int column) const
{
    if (column == SubjectColumn)
        return tr("Test");
    if (column == TargetColumn)
        return tr("Of");
    if (column == DescriptionColumn)
        return tr("Description");
    return column == ComparisonColumn ? tr("How") : tr("Value");
}

} // namespace fuseboard
