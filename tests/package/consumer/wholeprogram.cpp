// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What docs/spec.md shows of a program as a whole, for a client whose file is named on its command line.

// [whole-program]
#include <auth/memorysecretstore.h>
#include <base/random.h>
#include <base/systemscheduler.h>
#include <client/apiclient.h>
#include <config/configreader.h>
#include <http/networktransport.h>

#include <QCoreApplication>

#include <cstdio>

using namespace fuseboard;

int tell(const Error &error) // an Error holds facts, its words are up to the program
{
    std::printf("%s/%s %s\n", errorKindName(error.kind).data(), errorDetailName(error.detail).data(),
                qUtf8Printable(error.subject));
    for (const ConfigFault &fault : error.faults)
        std::printf("line %d: %s, %s\n", fault.line, qUtf8Printable(fault.path), errorDetailName(fault.detail).data());
    return 1;
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto read = readClientConfigFile(application.arguments().value(1));
    if (!read)
        return tell(read.error());

    SystemScheduler scheduler; // the services must outlive their clients
    SeededRandom random;
    MemorySecretStore secrets;
    NetworkTransport transport({}, scheduler);
    ApiClient client(read->config, {scheduler, random, transport, secrets});

    QObject::connect(client.get(QStringLiteral("/")), &Call::finished, &application,
                     [&](const Result<ApiResponse> &result) {
                         if (result)
                             std::printf("%d, %lld bytes\n", result->response.status,
                                         static_cast<long long>(result->response.body.size()));
                         QCoreApplication::exit(result ? 0 : tell(result.error()));
                     });
    return QCoreApplication::exec();
}
// [/whole-program]
