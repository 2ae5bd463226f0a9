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
#include <QTextStream>

using namespace fuseboard;

int tell(const Error &error) // an Error holds facts, its words are up to the program
{
    QTextStream out(stdout);
    out << errorKindName(error.kind) << ' ' << errorDetailName(error.detail) << ' ' << error.subject << '\n';
    for (const ConfigFault &fault : error.faults)
        out << "line " << fault.line << ": " << fault.path << ' ' << errorDetailName(fault.detail) << '\n';
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
                         if (!result)
                             return QCoreApplication::exit(tell(result.error()));
                         QTextStream(stdout) << result->response.status << ' ' << result->response.body << '\n';
                         QCoreApplication::quit();
                     });
    return QCoreApplication::exec();
}
// [/whole-program]
