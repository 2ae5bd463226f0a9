// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/seriescall.h"

#include <QAbstractTableModel>
#include <QList>
#include <QString>

namespace fuseboard {

/// How the calls of a series ended: a row for each outcome, in the order of their first appearance. Calls may end by
/// the thousand in a second: views hear of them by publish() only.
class SeriesTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { OutcomeColumn, CountColumn, ShareColumn, SlowestColumn };

    explicit SeriesTableModel(QObject *parent = nullptr);

    void add(const SeriesCall &call);
    /// Shows what was added since.
    void publish();
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group
    {
        QString outcome;
        int count = 0;
        Duration slowest{};
    };
    static QString outcomeOf(const SeriesCall &call);
    [[nodiscard]] QString text(const Group &group, int column) const;

    QList<Group> m_groups; // with what is not shown yet
    QList<Group> m_shown;
    int m_shownCalls = 0;
    int m_calls = 0;
};

} // namespace fuseboard
