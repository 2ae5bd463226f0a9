// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendoptions.h"

#include "cli/wholefile.h"
#include "models/wording.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <optional>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRepeats = 100'000;
constexpr int mostConcurrent = 1'000;
constexpr qint64 mostBody = 100'000'000;

/// Gives the sentences of this file their context for translators.
class SendText
{
    Q_DECLARE_TR_FUNCTIONS(SendOptions)
};

/// The first problem, or nothing. Each reader below adds its part to the options.
using Problem = std::optional<QString>;

Problem readNumber(const QCommandLineParser &arguments, const QString &name, int most, int &number)
{
    const QString text = arguments.value(name);
    bool isNumber = false;
    number = text.toInt(&isNumber);
    if (isNumber && number >= 1 && number <= most)
        return {};
    return SendText::tr("--%1 is '%2'; allowed is 1 … %3.").arg(name, text, QString::number(most));
}

Problem readHeaders(const QCommandLineParser &arguments, Request &request)
{
    const QStringList lines = arguments.values(u"H"_s);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon <= 0) // without its text: it may hold a secret
            return SendText::tr("A header is written as -H 'Name: value'.");
        request.headers.append(line.first(colon).toUtf8(), line.sliced(colon + 1).trimmed().toUtf8());
    }
    return {};
}

QString problemOfReading(const QFile &file, const QString &name)
{
    return SendText::tr("The body's file %1 cannot be read: %2. Give -d a file that can.")
        .arg(name, file.errorString());
}

Problem readBodyFile(const QString &name, QByteArray &bytes)
{
    if (name.isEmpty())
        return SendText::tr("-d @ needs the name of a file behind it, or - for standard input.");
    if (name != u"-" && !QFile::exists(name))
        return SendText::tr("The body's file %1 does not exist. Check the path.").arg(name);
    QFile file(name);
    const bool open = name == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return problemOfReading(file, name);
    // A pipe gives what is there, piece by piece, until its writer has closed it.
    bytes.clear();
    while (bytes.size() <= mostBody) {
        const QByteArray piece = file.read(mostBody + 1 - bytes.size());
        if (piece.isEmpty())
            break;
        bytes += piece;
    }
    if (file.error() != QFileDevice::NoError)
        return problemOfReading(file, name);
    if (bytes.size() > mostBody)
        return SendText::tr("The body's file %1 is larger than 100 MB.").arg(name);
    return {};
}

QByteArray guessedType(const QByteArray &body)
{
    // Any value is a JSON text (RFC 8259), but Qt reads no other than objects and lists.
    const bool isJson = !QJsonDocument::fromJson(body).isNull()
        || QJsonDocument::fromJson('[' + body + ']').array().size() == 1;
    return isJson ? "application/json" : "text/plain; charset=utf-8";
}

Problem readBody(const QCommandLineParser &arguments, Request &request)
{
    if (!arguments.isSet(u"d"_s))
        return {};
    if (arguments.values(u"d"_s).size() > 1)
        return SendText::tr("A request has one body, and -d is given more than once. Write it in one piece.");
    const QString data = arguments.value(u"d"_s);
    QByteArray bytes = data.toUtf8();
    if (data.startsWith(u'@')) {
        if (Problem problem = readBodyFile(data.sliced(1), bytes))
            return problem;
    }
    if (!bytes.isEmpty() && !request.headers.contains("Content-Type"))
        request.headers.append("Content-Type", guessedType(bytes));
    request.body = bytes;
    return {};
}

/// HTTP's own methods are in capitals; whoever writes "get" means GET. Those of others are as they are written.
QByteArray methodOf(const QString &word)
{
    static const QByteArrayList standard{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"};
    const QByteArray method = word.toUtf8();
    return standard.contains(method.toUpper()) ? method.toUpper() : method;
}

/// The query is not shown: it may hold a secret.
QString problemOfPath(const QString &text)
{
    const QString path = text.section(u'?', 0, 0);
    const QString shown = wording::printable(path);
    if (path != text && QUrl(path, QUrl::StrictMode).isValid())
        return SendText::tr("The query of PATH, behind '%1?', is not valid. A space in it is written %20, a percent "
                            "sign %25, and braces are %7B and %7D.")
            .arg(shown);
    return SendText::tr("PATH '%1' is no valid path or URL. A space is written %20, a percent sign %25.").arg(shown);
}

/// What the engine would refuse anyway is better said before anything starts.
Problem checked(Request request, const QString &text)
{
    const QUrl path = request.url;
    if (!path.isValid() || (path.isRelative() && path.isEmpty()))
        return problemOfPath(text);
    request.url = QUrl(u"http://localhost/"_s);
    const auto result = checkRequest(request);
    return result ? Problem() : wording::sentence(result.error());
}

Problem readTarget(const QCommandLineParser &arguments, SendOptions &options)
{
    const QStringList positional = arguments.positionalArguments();
    if (!arguments.isSet(u"client"_s))
        return SendText::tr("--client FILE is missing.");
    if (positional.size() < 2)
        return SendText::tr("METHOD and PATH are missing, as in GET /orders.");
    // Not told what there is: a header that lost its quotes may be a part of it, and with it a secret.
    if (positional.size() > 2)
        return SendText::tr("There is more than METHOD and PATH, as in GET /orders. What holds blanks needs quotes.");
    if (positional.at(0).isEmpty())
        return SendText::tr("METHOD is empty. Write GET, POST or another of HTTP's.");
    options.clientFile = arguments.value(u"client"_s);
    options.request.method = methodOf(positional.at(0));
    options.request.url = QUrl(positional.at(1), QUrl::StrictMode);
    return {};
}

/// A kept request has all of its own.
Problem readKept(const QCommandLineParser &arguments, SendOptions &options)
{
    for (const QString &name : {u"workspace"_s, u"request"_s}) {
        if (arguments.value(name).isEmpty())
            return SendText::tr("--workspace FOLDER and --request NAME belong together; --%1 is missing.").arg(name);
    }
    for (const QString &name : {u"client"_s, u"H"_s, u"d"_s}) {
        if (arguments.isSet(name))
            return SendText::tr("A request of a workspace has its own client, headers and body. Leave %1 out.")
                .arg((name.size() > 1 ? u"--"_s : u"-"_s) + name);
    }
    if (!arguments.positionalArguments().isEmpty())
        return SendText::tr("A request of a workspace has its own method and path. Leave %1 out.")
            .arg(wording::printable(arguments.positionalArguments().join(u' ')));
    options.workspace = arguments.value(u"workspace"_s);
    options.keptRequest = arguments.value(u"request"_s);
    return {};
}

Problem checkedOutput(const QCommandLineParser &arguments, const SendOptions &options)
{
    if (!arguments.isSet(u"o"_s))
        return {};
    if (options.output.isEmpty())
        return SendText::tr("-o needs the name of a file, or - for standard output.");
    if (options.repeat > 1)
        return SendText::tr("-o writes the body of one answer. Leave --repeat out.");
    if (options.json && options.output == u"-"_s)
        return SendText::tr("-o - and --json would both write to standard output. Give -o a file.");
    // An answer that could not be kept would be lost, and a POST must not be sent twice to have it again.
    if (const QString problem = options.output == u"-"_s ? QString() : problemOfPlace(options.output);
        !problem.isEmpty())
        return SendText::tr("-o %1 cannot be written: %2. Nothing was sent.").arg(options.output, problem);
    return {};
}

} // namespace

QList<QCommandLineOption> SendOptions::declared()
{
    return {
        {u"client"_s, SendText::tr("The client's configuration (required without --request)."), SendText::tr("file")},
        {u"workspace"_s, SendText::tr("The folder of the workspace that keeps the request."), SendText::tr("folder")},
        {u"request"_s,
         SendText::tr("Send a kept request: its client, its folders and itself by the names of their files, as "
                      "orders/reports/day. Its tests decide whether the answer is a success."),
         SendText::tr("name")},
        {u"env"_s,
         SendText::tr(
             "The environment that gives the client's {{variables}} their values: its file, or its name in the "
             "client's workspace."),
         SendText::tr("environment")},
        {u"H"_s, SendText::tr("A header field, 'Name: value'. May be repeated."), SendText::tr("header")},
        {u"d"_s, SendText::tr("The body; @file reads it from a file, @- from standard input."), SendText::tr("data")},
        {u"i"_s, SendText::tr("Tell the header fields of the answer too.")},
        {u"repeat"_s, SendText::tr("Make so many calls (1 … 100000)."), SendText::tr("n"), u"1"_s},
        {u"concurrency"_s, SendText::tr("Keep so many calls under way at a time (1 … 1000)."), SendText::tr("n"),
         u"1"_s},
        {u"o"_s,
         SendText::tr("Write the body of the answer to a file, a success of any size; - is standard output, and then "
                      "the story goes to standard error."),
         SendText::tr("file")},
        {u"login"_s,
         SendText::tr(
             "Sign in first, where the client's grant wants a user: the page or the code to do it with is told "
             "on standard error.")},
        {u"json"_s, SendText::tr("Print one JSON object instead of the story.")},
    };
}

std::variant<SendOptions, QString> SendOptions::read(const QCommandLineParser &arguments)
{
    SendOptions options;
    options.environment = arguments.value(u"env"_s);
    options.json = arguments.isSet(u"json"_s);
    options.headers = arguments.isSet(u"i"_s);
    options.output = arguments.value(u"o"_s);
    options.login = arguments.isSet(u"login"_s);
    const bool isKept = arguments.isSet(u"request"_s) || arguments.isSet(u"workspace"_s);
    if (const Problem problem = isKept ? readKept(arguments, options) : readTarget(arguments, options))
        return *problem;
    for (const Problem &problem : {
             readNumber(arguments, u"repeat"_s, mostRepeats, options.repeat),
             readNumber(arguments, u"concurrency"_s, mostConcurrent, options.concurrency),
             readHeaders(arguments, options.request),
             isKept ? Problem() : checked(options.request, arguments.positionalArguments().at(1)),
             checkedOutput(arguments, options),
         }) {
        if (problem)
            return *problem;
    }
    // Last: nobody shall type a body only to hear that something else is wrong.
    if (const Problem problem = readBody(arguments, options.request))
        return *problem;
    return options;
}

} // namespace fuseboard
