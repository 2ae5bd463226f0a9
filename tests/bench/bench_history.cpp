// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a history of many calls takes to open, to page through and to search: bench_history [CALLS]

#include "historysamples.h"
#include "workedtime.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int batch = 500;
constexpr int repeats = 7;

template<class Work>
void measure(const char *name, Work work)
{
    QList<double> times;
    QList<double> worked;
    qint64 result = 0;
    for (int i = 0; i < repeats; ++i) {
        const double before = workedMilliseconds();
        QElapsedTimer timer;
        timer.start();
        result = work();
        times << double(timer.nsecsElapsed()) / 1e6;
        worked << workedMilliseconds() - before;
    }
    std::sort(times.begin(), times.end());
    std::sort(worked.begin(), worked.end());
    std::printf("%-34s median %8.2f ms, worst %8.2f ms, worked %8.2f ms, %lld rows\n", name, times.at(repeats / 2),
                times.last(), worked.at(repeats / 2), static_cast<long long>(result));
}

qint64 firstPage(HistoryDatabase &database, const HistoryFilter &filter)
{
    const std::atomic<bool> goOn{false};
    HistoryQuery query;
    query.filter = filter;
    const auto page = database.page(query, goOn);
    return page ? page->size() : -1;
}

void fill(const QString &file, int calls)
{
    HistoryDatabase database(file);
    QElapsedTimer timer;
    timer.start();
    for (int n = 0; n < calls; n += batch)
        static_cast<void>(database.append(samples::calls(batch, n)));
    const double seconds = double(timer.elapsed()) / 1'000;
    database.close();
    std::printf("%d calls written in %.1f s, %.0f a second; %.1f MB\n", calls, seconds, calls / seconds,
                double(QFileInfo(file).size()) / 1e6);
}

void search(HistoryDatabase &database, const char *name, const HistoryFilter &filter)
{
    measure(name, [&] { return firstPage(database, filter); });
}

} // namespace

int main(int argc, char *argv[])
{
    const int calls = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    const QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    fill(file, calls);
    measure("open and first page", [&] {
        HistoryDatabase database(file);
        return firstPage(database, {});
    });
    HistoryDatabase database(file);
    static_cast<void>(database.append(samples::calls(1, calls)));
    measure("the same, in a second window", [&] {
        HistoryDatabase other(file, TextIndex::Trigram, HistoryDatabase::Check::ByOthers);
        return firstPage(other, {});
    });
    measure("looking for damage, beside that", [&] { return HistoryDatabase::check(file) ? 1 : 0; });
    HistoryFilter filter;
    filter.text = u"req-4711"_s;
    search(database, "text, rare", filter);
    filter.text = u"Ada Byron"_s;
    search(database, "text, everywhere", filter);
    filter.text = u"nowhere to be found"_s;
    search(database, "text, nowhere", filter);
    filter.text = u"q~"_s;
    search(database, "two characters, nowhere", filter);
    filter.text = u"Ada Byron"_s;
    filter.status = {404, 404};
    search(database, "text everywhere, status never", filter);
    filter.status.reset();
    filter.client = u"nobody"_s;
    search(database, "text everywhere, client never", filter);
    filter = {};
    filter.client = u"payments"_s;
    filter.outcome = HistoryOutcome::ServerError;
    search(database, "client and status class", filter);
    filter.text = u"orders/4"_s;
    search(database, "client, status class and text", filter);
    filter = {};
    filter.error = ErrorKind::Dns;
    search(database, "error that never was", filter);
    filter = {};
    filter.status = {503, 503};
    search(database, "status", filter);
    filter.status = {404, 404};
    search(database, "status that never was", filter);
    filter.status = {401, 499};
    search(database, "statuses that never were", filter);
    filter = {};
    const WallTime middle = samples::noon + std::chrono::seconds(calls / 2);
    filter.from = middle;
    filter.to = middle + std::chrono::hours(1);
    search(database, "an hour in the middle", filter);
    filter.status = {500, 599};
    search(database, "statuses in that hour", filter);
    filter = {};
    filter.url = u"/orders/99"_s;
    search(database, "part of the URL", filter);
    filter.url = u"/nowhere/"_s;
    search(database, "part of no URL", filter);
    QElapsedTimer timer;
    timer.start();
    const bool isGone = database.clear().ok();
    std::printf("%s after %lld ms\n", isGone ? "all deleted" : "not deleted", static_cast<long long>(timer.elapsed()));
    return 0;
}
