// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tone.h"
#include "history/historystore.h"

#include <QAbstractTableModel>
#include <QSet>

#include <functional>

namespace fuseboard {

/// The calls that a filter finds, newest first: read page by page as the view asks for them, and those that come
/// meanwhile are put on top.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, ClientColumn, MethodColumn, UrlColumn, EndColumn, DurationColumn, AttemptsColumn };
    static constexpr int columns = AttemptsColumn + 1;
    enum Role {
        ToneRole = Qt::UserRole, ///< int of Tone: how the call ended
    };

    /// Both must outlive it.
    HistoryModel(HistoryStore &store, const Scheduler &scheduler, QObject *parent = nullptr);

    /// One that only begins later, as a period does that ends now, takes calls away and does not read them again.
    void setFilter(const HistoryFilter &filter);
    [[nodiscard]] const HistoryFilter &filter() const { return m_filter; }
    /// Reads from the beginning again.
    void reload();
    /// Shows what another window has added or deleted, where it has. Rows that are still there stay.
    void lookForOthers();

    /// An empty one for a row that is not there.
    [[nodiscard]] HistorySummary call(int row) const { return m_calls.value(row); }
    /// Whether the first page is here.
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    /// Whether there are no further calls than these.
    [[nodiscard]] bool isComplete() const { return m_complete; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A page is here, or calls have gone: what is shown may be another.
    void loaded();

private:
    static constexpr int pageSize = 200;

    void takePage(const Result<QList<HistorySummary>> &page);
    void askForNewer();
    void takeNewer(const Result<QList<HistorySummary>> &page);
    void readFirst(const QString &version);
    void takeFirst(const QList<HistorySummary> &page);
    [[nodiscard]] QList<HistorySummary> newerOf(const QList<HistorySummary> &page) const;
    [[nodiscard]] QSet<qint64> missingIn(const QList<HistorySummary> &page, qint64 oldest) const;
    void putOnTop(const QList<HistorySummary> &calls);
    void putBelow(const QList<HistorySummary> &calls);
    void remove(const QList<qint64> &ids);
    void removeIf(const std::function<bool(const HistorySummary &)> &isGone);
    [[nodiscard]] QString text(const HistorySummary &call, int column) const;
    [[nodiscard]] static QString spoken(const HistorySummary &call);

    HistoryStore &m_store;
    const Scheduler &m_scheduler;
    HistoryFilter m_filter;
    QList<HistorySummary> m_calls;
    bool m_loaded = false;
    bool m_complete = false;
    bool m_asking = false;
    HistoryTicket m_page;
    HistoryTicket m_newer;
    HistoryTicket m_looking;
    bool m_isLooking = false;
    QString m_version; // of the file, as others have made it
};

/// What a dot beside the end of a call says.
Tone toneOf(const HistorySummary &call);

} // namespace fuseboard
