// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/checkresultsmodel.h"

#include "models/checks/checkwording.h"
#include "models/figures.h"

#include <algorithm>

namespace fuseboard {

CheckResultsModel::CheckResultsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void CheckResultsModel::setResults(const QList<TestResult> &tests, const QList<CaptureResult> &captures,
                                   const QSet<QString> &secretNames)
{
    beginResetModel();
    m_lines.clear();
    for (const TestResult &result : tests) {
        const Outcome outcome = result.outcome == TestOutcome::Passed ? Outcome::Passed
            : result.outcome == TestOutcome::Failed                   ? Outcome::Failed
                                                                      : Outcome::Faulty;
        m_lines.append({outcome, wording::sentence(result.test), wording::actual(result)});
    }
    for (const CaptureResult &result : captures)
        m_lines.append({result.value ? Outcome::Captured : Outcome::NotCaptured, wording::sentence(result.capture),
                        wording::actual(result, secretNames.contains(result.capture.variable))});
    std::stable_sort(m_lines.begin(), m_lines.end(), [](const Line &one, const Line &other) {
        const auto rank = [](const Line &line) {
            return line.outcome == Outcome::Faulty ? int(Outcome::Failed) : int(line.outcome);
        };
        return rank(one) < rank(other);
    });
    endResetModel();
}

int CheckResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int CheckResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ActualColumn + 1;
}

QString CheckResultsModel::word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Failed:
        return wording::word(TestOutcome::Failed);
    case Outcome::Faulty:
        return wording::word(TestOutcome::Faulty);
    case Outcome::Passed:
        return wording::word(TestOutcome::Passed);
    case Outcome::NotCaptured:
        return tr("Nothing");
    case Outcome::Captured:
        return tr("Captured");
    }
    Q_UNREACHABLE();
}

QVariant CheckResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = m_lines[index.row()];
    if (role == OutcomeRole)
        return QVariant::fromValue(line.outcome);
    if (role == Qt::ToolTipRole && index.column() != OutcomeColumn)
        return wording::toolTip(line.check + QChar(QChar::LineFeed) + line.actual);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == OutcomeColumn)
        return word(line.outcome);
    return index.column() == CheckColumn ? line.check : line.actual;
}

QVariant CheckResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == OutcomeColumn)
        return tr("Result");
    return section == CheckColumn ? tr("Expected") : tr("The answer has");
}

} // namespace fuseboard
