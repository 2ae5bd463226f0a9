// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long large workspaces take to load. Usage: bench_workspace [REQUESTS…]
// With --into FOLDER REQUESTS one is only made there.

#include "workspace/workspaceloader.h"
#include "workspace/workspaceorder.h"
#include "workspace/workspacewriter.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <ctime>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int requestsInAFolder = 25;
constexpr int foldersInAClient = 20;
constexpr int rounds = 5;

RequestConfig typicalRequest(int number)
{
    RequestConfig request;
    request.name = u"Request %1"_s.arg(number);
    request.method = number % 3 == 0 ? u"POST"_s : u"GET"_s;
    request.path = u"/orders/:id/items"_s;
    request.pathParams = {{u"id"_s, QString::number(number), true}};
    request.params = {{u"limit"_s, u"50"_s, true}, {u"page"_s, u"2"_s, false, u"From 1 on"_s}};
    request.headers = {{u"Accept"_s, u"application/json"_s, true}, {u"X-Tenant"_s, u"{{tenant}}"_s, true}};
    request.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    request.description = u"What it is for, in a sentence or two, as people write them."_s;
    if (number % 3 == 0) {
        request.bodyKind = BodyKind::Json;
        request.body = u"{\n  \"customer\": \"Ada\",\n  \"lines\": [%1]\n}\n"_s.arg(
            u"{\"sku\": 1042}, "_s.repeated(30));
    }
    return request;
}

WorkspaceClient typicalClient(int number, int firstRequest, int requests)
{
    WorkspaceClient client;
    client.slug = u"client-%1"_s.arg(number);
    client.config.name = u"Client %1"_s.arg(number);
    client.config.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    client.config.retry = RetryConfig();
    for (int i = 0; i < requests; ++i) {
        const QString folder = u"folder-%1"_s.arg(i / requestsInAFolder);
        client.requests.append({u"request-%1"_s.arg(i), typicalRequest(firstRequest + i), folder});
    }
    arrange(client);
    return client;
}

Workspace typicalWorkspace(int requests)
{
    constexpr int most = requestsInAFolder * foldersInAClient;
    Workspace workspace;
    workspace.name = u"Large"_s;
    for (int first = 0; first < requests; first += most)
        workspace.clients.append(typicalClient(first / most, first, std::min(most, requests - first)));
    arrangeClients(workspace);
    return workspace;
}

void measure(int requests, QTextStream &out)
{
    const QTemporaryDir folder;
    QElapsedTimer clock;
    clock.start();
    if (const auto saved = saveWorkspace(typicalWorkspace(requests), folder.path()); !saved) {
        out << "cannot be saved: " << saved.error().subject << Qt::endl;
        return;
    }
    out << requests << " requests: saved in " << clock.elapsed() << " ms; loaded in";
    for (int round = 0; round < rounds; ++round) {
        clock.restart();
        const std::clock_t begin = std::clock();
        const WorkspaceFiles files = readWorkspaceFiles(folder.path());
        const qint64 reading = clock.elapsed();
        const LoadedWorkspace loaded = assembleWorkspace(files, folder.path());
        const auto busy = (std::clock() - begin) * 1'000 / CLOCKS_PER_SEC;
        out << "  " << clock.elapsed() << " ms (" << reading << " to read; " << busy << " ms of CPU)";
        if (!loaded.faults.isEmpty())
            out << " WITH FAULTS";
    }
    out << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    QTextStream out(stdout);
    if (argc == 4 && QByteArray(argv[1]) == "--into") {
        const auto saved = saveWorkspace(typicalWorkspace(QByteArray(argv[3]).toInt()),
                                         QString::fromLocal8Bit(argv[2]));
        return saved ? 0 : 1;
    }
    QList<int> counts;
    for (int i = 1; i < argc; ++i)
        counts.append(QByteArray(argv[i]).toInt());
    for (const int count : counts.isEmpty() ? QList<int>{3'000, 10'000} : counts)
        measure(count, out);
    return 0;
}
