// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/requestcaptures.h"
#include "checks/requesttests.h"

#include <QAbstractTableModel>
#include <QSet>

namespace fuseboard {

/// What came of the tests of a request, what failed first, and behind them what was captured: how it ended, what was
/// asked for, and what the answer has.
class CheckResultsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { OutcomeColumn, CheckColumn, ActualColumn };
    enum class Outcome { Failed, Faulty, Passed, NotCaptured, Captured };
    Q_ENUM(Outcome)
    static constexpr int OutcomeRole = Qt::UserRole + 1; ///< an Outcome

    explicit CheckResultsModel(QObject *parent = nullptr);

    /// secretNames: of variables whose values are shown to nobody.
    void setResults(const QList<TestResult> &tests, const QList<CaptureResult> &captures,
                    const QSet<QString> &secretNames);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        Outcome outcome;
        QString check;
        QString actual;
    };

    [[nodiscard]] static QString word(Outcome outcome);

    QList<Line> m_lines;
};

} // namespace fuseboard
