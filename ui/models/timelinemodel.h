// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timelinerow.h"

#include <QAbstractListModel>

namespace fuseboard {

/// The lines of a call's timeline, for a view that draws them as bars. Fed again and again while the call runs: only
/// what changed is told.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LabelRole = Qt::UserRole, ///< QString
        StartRole, ///< qint64, nanoseconds since the begin of the call
        LengthRole, ///< qint64, nanoseconds
        BarRole, ///< int of TimelineBar
        RunningRole, ///< bool
        ValueRole, ///< QString
        ExplanationRole, ///< QString, whole sentences
    };

    explicit TimelineModel(QObject *parent = nullptr);

    /// As timelineRows().
    void setTimeline(const Timeline &timeline, Duration whole = {});
    void clear();

    [[nodiscard]] const QList<TimelineRow> &rows() const { return m_rows; }
    /// From the begin of the call to the end of its last line.
    [[nodiscard]] Duration wholeSpan() const { return m_span; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// After the rows have changed: every bar has another width.
    void spanChanged();

private:
    void setRows(const QList<TimelineRow> &rows);
    [[nodiscard]] static QString accessibleText(const TimelineRow &row);

    QList<TimelineRow> m_rows;
    Duration m_span{};
};

} // namespace fuseboard
