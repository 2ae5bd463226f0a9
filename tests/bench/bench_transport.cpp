// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engineclient.h"
#include "peerclient.h"
#include "qtclient.h"
#include "support/nginxserver.h"
#include "transportclient.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    std::unique_ptr<BenchClient> client;
    std::vector<BenchClient::Cost> rounds;
};

double cpuPerRequest(const BenchClient::Cost &cost)
{
    return std::chrono::duration<double, std::micro>(cost.cpu).count() / std::max(cost.requests, 1);
}

double requestsPerSecond(const BenchClient::Cost &cost)
{
    return cost.requests / std::chrono::duration<double>(cost.elapsed).count();
}

double median(const std::vector<BenchClient::Cost> &rounds, double (*figure)(const BenchClient::Cost &))
{
    std::vector<double> figures;
    figures.reserve(rounds.size());
    for (const BenchClient::Cost &cost : rounds)
        figures.push_back(figure(cost));
    std::sort(figures.begin(), figures.end());
    return figures[figures.size() / 2];
}

const QString peers = QStringLiteral(FUSEBOARD_BENCH_PEERS);
constexpr std::size_t engineRow = 5;
constexpr std::size_t firstPeer = 6;

/// The system's, which has the httpx of its package; another one in the path need not.
QString python()
{
    const QString system = u"/usr/bin/python3"_s;
    return QFile::exists(system) ? system : u"python3"_s;
}

// A new way of making requests is one more line here.
std::vector<Row> makeRows(bool withPeers)
{
    std::vector<Row> rows;
    rows.push_back({std::make_unique<QtClient>(false), {}});
    rows.push_back({std::make_unique<QtClient>(true), {}});
    rows.push_back({std::make_unique<TransportClient>(6), {}});
    rows.push_back({std::make_unique<TransportClient>(100), {}});
    rows.push_back({std::make_unique<EngineClient>(6), {}});
    rows.push_back({std::make_unique<EngineClient>(100), {}});
    if (withPeers) {
        rows.push_back({std::make_unique<PeerClient>(u"Python httpx, the same policies"_s, python(),
                                                     QStringList{peers + u"/httpx_peer.py"_s}),
                        {}});
        rows.push_back({std::make_unique<PeerClient>(u"Node fetch with cockatiel"_s, u"node"_s,
                                                     QStringList{peers + u"/cockatiel_peer.mjs"_s}),
                        {}});
    }
    return rows;
}

int printTable(const std::vector<Row> &rows, int inFlight)
{
    const double asItComes = median(rows[0].rounds, cpuPerRequest);
    const double speed = median(rows[0].rounds, requestsPerSecond);
    const double buffered = median(rows[1].rounds, cpuPerRequest);
    std::printf("\n%d in flight\n%-36s %11s %8s %11s %8s %11s %9s\n", inFlight, "client", "requests/s", "x plain",
                "CPU us/req", "x plain", "x buffered", "failures");
    int failures = 0;
    for (const Row &row : rows) {
        int failed = 0;
        for (const BenchClient::Cost &cost : row.rounds)
            failed += cost.failures;
        failures += failed;
        const double cpu = median(row.rounds, cpuPerRequest);
        const double rate = median(row.rounds, requestsPerSecond);
        std::printf("%-36s %11.0f %8.2f %11.1f %8.2f %11.2f %9d\n", qPrintable(row.client->name()), rate, rate / speed,
                    cpu, cpu / asItComes, cpu / buffered, failed);
    }
    for (std::size_t peer = firstPeer; peer < rows.size(); ++peer) {
        std::printf("The engine makes %.1f times the requests/s of %s, for %.2f of its CPU.\n",
                    median(rows[engineRow].rounds, requestsPerSecond) / median(rows[peer].rounds, requestsPerSecond),
                    qPrintable(rows[peer].client->name()),
                    median(rows[engineRow].rounds, cpuPerRequest) / median(rows[peer].rounds, cpuPerRequest));
    }
    return failures;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"What a request costs: Qt alone, our transport, the engine. Medians of the rounds."_s);
    parser.addHelpOption();
    parser.addOptions({{u"url"_s, u"Measure against <url> instead of an nginx of its own."_s, u"url"_s},
                       {u"requests"_s, u"Requests in a round."_s, u"n"_s, u"4000"_s},
                       {u"rounds"_s, u"Rounds, the clients taking turns."_s, u"n"_s, u"5"_s},
                       {u"in-flight"_s, u"Requests at once, several by commas."_s, u"list"_s, u"1,6,50,100"_s},
                       {u"peers"_s, u"Also programs in other languages; NODE_MODULES names the folder of theirs."_s},
                       {u"profile"_s, u"Run the engine alone, without figures, for a profiler to watch."_s}});
    parser.process(application);

    NginxServer nginx;
    QUrl url(parser.value(u"url"_s));
    if (url.isEmpty() && !nginx.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(nginx.errorString()));
        return 2;
    }
    if (url.isEmpty())
        url = nginx.url();

    if (parser.isSet(u"profile"_s)) {
        EngineClient engine(100);
        return engine.run(url, parser.value(u"requests"_s).toInt(), 50).failures == 0 ? 0 : 1;
    }

    int failures = 0;
    for (const QString &text : parser.value(u"in-flight"_s).split(u',')) {
        std::vector<Row> rows = makeRows(parser.isSet(u"peers"_s));
        for (int round = 0; round < std::max(parser.value(u"rounds"_s).toInt(), 1); ++round) {
            for (Row &row : rows)
                row.rounds.push_back(row.client->run(url, parser.value(u"requests"_s).toInt(), text.toInt()));
        }
        failures += printTable(rows, text.toInt());
    }
    return failures == 0 ? 0 : 1;
}
