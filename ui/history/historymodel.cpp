// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historymodel.h"

#include "common/presentation.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QSet>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownUrl = 500;
constexpr qsizetype toolTipUrl = 4'000;

/// Whether a filter differs from another one in that alone.
bool beginsLater(HistoryFilter one, const HistoryFilter &other)
{
    if (!one.from || !other.from || *one.from > *other.from)
        return false;
    one.from = other.from;
    return one == other;
}

} // namespace

Tone toneOf(const HistorySummary &call)
{
    if (!call.error || *call.error == ErrorKind::HttpStatus)
        return toneOfStatus(call.status);
    return toneOf(*call.error);
}

HistoryModel::HistoryModel(HistoryStore &store, const Scheduler &scheduler, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_scheduler(scheduler)
{
    connect(&m_store, &HistoryStore::appended, this, &HistoryModel::askForNewer);
    connect(&m_store, &HistoryStore::removed, this, &HistoryModel::remove);
    connect(&m_store, &HistoryStore::cleared, this, &HistoryModel::reload);
    connect(&m_store, &HistoryStore::trimmed, this, &HistoryModel::reload);
    reload();
}

void HistoryModel::setFilter(const HistoryFilter &filter)
{
    if (filter == m_filter)
        return;
    const bool isLater = m_loaded && beginsLater(m_filter, filter);
    m_filter = filter;
    if (isLater)
        removeIf([&filter](const HistorySummary &call) { return call.startedAt < *filter.from; });
    else
        reload();
}

void HistoryModel::reload()
{
    m_newer.cancel();
    m_loaded = false;
    m_complete = false;
    m_asking = true;
    HistoryQuery query;
    query.filter = m_filter;
    query.limit = pageSize;
    // What is shown stays until the answer is here: an empty list in between would flicker.
    m_page = m_store.page(query, [this](const Result<QList<HistorySummary>> &page) {
        beginResetModel();
        m_calls.clear();
        endResetModel();
        takePage(page);
    });
}

void HistoryModel::takePage(const Result<QList<HistorySummary>> &page)
{
    const QList<HistorySummary> found = page ? *page : QList<HistorySummary>();
    putBelow(found);
    // Only now: whoever hears of new rows may ask for more, which follows the last of these.
    m_complete = found.size() < pageSize;
    m_loaded = true;
    m_asking = false;
    Q_EMIT loaded();
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loaded && !m_complete && !m_asking;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asking = true;
    HistoryQuery query;
    query.filter = m_filter;
    query.limit = pageSize;
    if (!m_calls.isEmpty())
        query.before = m_calls.last().id;
    m_page = m_store.page(query, [this](const Result<QList<HistorySummary>> &page) { takePage(page); });
}

void HistoryModel::askForNewer()
{
    if (!m_loaded)
        return; // the first page brings them
    HistoryQuery query;
    query.filter = m_filter;
    query.limit = pageSize;
    query.after = m_calls.isEmpty() ? 0 : m_calls.first().id;
    m_newer = m_store.page(query, [this](const Result<QList<HistorySummary>> &page) { takeNewer(page); });
}

void HistoryModel::takeNewer(const Result<QList<HistorySummary>> &page)
{
    if (!page || page->isEmpty())
        return;
    if (page->size() >= pageSize) {
        reload(); // there may be more between these and those
        return;
    }
    putOnTop(newerOf(*page));
}

/// Of a page of the newest: what is not here.
QList<HistorySummary> HistoryModel::newerOf(const QList<HistorySummary> &page) const
{
    const qint64 newest = m_calls.isEmpty() ? 0 : m_calls.first().id;
    const auto known = std::find_if(page.begin(), page.end(), [=](const auto &call) { return call.id <= newest; });
    return page.first(known - page.begin());
}

void HistoryModel::putOnTop(const QList<HistorySummary> &calls)
{
    if (calls.isEmpty())
        return;
    beginInsertRows({}, 0, int(calls.size()) - 1);
    m_calls = calls + m_calls;
    endInsertRows();
    Q_EMIT loaded();
}

void HistoryModel::putBelow(const QList<HistorySummary> &calls)
{
    if (calls.isEmpty())
        return;
    beginInsertRows({}, int(m_calls.size()), int(m_calls.size() + calls.size()) - 1);
    m_calls += calls;
    endInsertRows();
}

void HistoryModel::remove(const QList<qint64> &ids)
{
    const QSet<qint64> gone(ids.begin(), ids.end());
    removeIf([&gone](const HistorySummary &call) { return gone.contains(call.id); });
}

void HistoryModel::removeIf(const std::function<bool(const HistorySummary &)> &isGone)
{
    // Neighbours go at once: each removal moves all that is below it.
    for (qsizetype end = m_calls.size(); end > 0; --end) {
        qsizetype first = end;
        while (first > 0 && isGone(m_calls.at(first - 1)))
            --first;
        if (first == end)
            continue;
        beginRemoveRows({}, int(first), int(end) - 1);
        m_calls.remove(first, end - first);
        endRemoveRows();
        end = first + 1;
    }
    Q_EMIT loaded();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_calls.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString HistoryModel::text(const HistorySummary &call, int column) const
{
    switch (column) {
    case TimeColumn:
        return wording::moment(call.startedAt, m_scheduler.wallNow());
    case ClientColumn:
        return wording::printable(call.clientName);
    case MethodColumn:
        return wording::printable(call.method);
    case UrlColumn:
        return wording::printable(call.url, shownUrl);
    case EndColumn:
        return wording::ending(call);
    case DurationColumn:
        return wording::measured(call.duration);
    default:
        return wording::count(call.attempts);
    }
}

QString HistoryModel::spoken(const HistorySummary &call)
{
    //: for screen readers; %1 method, %2 URL, %3 how it ended, %4 how long it took
    return tr("%1 %2, %3, %4")
        .arg(call.method, wording::printable(call.url), wording::ending(call), wording::duration(call.duration));
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistorySummary &call = m_calls.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(call, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() >= DurationColumn ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        return index.column() == UrlColumn ? wording::toolTip(wording::printable(call.url, toolTipUrl)) : QString();
    case Qt::AccessibleTextRole:
        return index.column() == TimeColumn ? spoken(call) : text(call, index.column());
    case ToneRole:
        return int(toneOf(call));
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= DurationColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Time"),   tr("Client"),   tr("Method"),  tr("URL"),
                             tr("Result"), tr("Duration"), tr("Attempts")};
    return titles.value(section);
}

} // namespace fuseboard
