// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include <QCommandLineParser>

#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// The command line is English in every language, as those of other programs.
constexpr auto guiHelp = R"(Usage: fuseboard [OPTIONS]

Explore and monitor HTTP APIs through a resilience engine.
Without options it opens the workspace that was open last, at first the demo.

  --demo                 open the demo workspace on the built-in demo upstream
  --workspace DIR        open the workspace in this folder
  --page NAME            show this page: explore, dashboard, history
  --theme light|dark     choose the appearance; without it, what was chosen in
                         the window, or the desktop's
  --size WIDTHxHEIGHT    open the window in this size, from 1000x640
  --screenshot FILE      write a picture of the window (PNG) and quit
  --after SECONDS        take the screenshot after so many seconds (default 3)
  --send                 send the request that Explore opens, for pictures of it
  --startup-time         print the milliseconds from start to first paint
  --version              print the version and quit
  --help                 print this help and quit

Without --workspace, --screenshot is of the demo.
Without a display, --screenshot draws offscreen; anything else ends with code 1.
Exit codes: 0 done, 1 failed or no display, 2 usage, 3 bad workspace.
)";

constexpr std::array knownPages{"explore"_L1, "dashboard"_L1, "history"_L1};

Options refused(const QString &complaint)
{
    Options options;
    options.task = Options::Task::RefuseUsage;
    options.complaint = complaint;
    return options;
}

void declare(QCommandLineParser &parser)
{
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    for (const auto &name : {u"demo"_s, u"startup-time"_s, u"send"_s, u"version"_s, u"help"_s})
        parser.addOption(QCommandLineOption(name));
    for (const auto &name : {u"workspace"_s, u"page"_s, u"theme"_s, u"size"_s, u"screenshot"_s, u"after"_s})
        parser.addOption(QCommandLineOption(name, {}, u"value"_s));
}

/// "1400x900"; empty where it is no such thing.
QSize sizeFrom(const QString &text)
{
    const QStringList numbers = text.split(u'x');
    bool hasWidth = false;
    bool hasHeight = false;
    const QSize size(numbers.value(0).toInt(&hasWidth), numbers.value(1).toInt(&hasHeight));
    const bool inRange = size == size.expandedTo(Options::leastSize).boundedTo(Options::largestSize);
    return numbers.size() == 2 && hasWidth && hasHeight && inRange ? size : QSize();
}

/// The complaint about the first bad value; empty when all are good.
QString readValues(const QCommandLineParser &parser, Options &options)
{
    options.workspace = parser.value(u"workspace"_s);
    options.page = parser.value(u"page"_s);
    options.screenshot = parser.value(u"screenshot"_s);
    options.send = parser.isSet(u"send"_s);
    // A picture must not depend on where somebody was, and nothing is sent there that nobody has looked at.
    options.asLastTime = !parser.isSet(u"demo"_s) && !parser.isSet(u"workspace"_s) && options.screenshot.isEmpty()
        && !options.send;
    options.startupTime = parser.isSet(u"startup-time"_s);
    for (const auto &name : {u"workspace"_s, u"page"_s, u"screenshot"_s}) {
        if (parser.isSet(name) && parser.value(name).isEmpty())
            return u"--%1 needs a value."_s.arg(name);
    }
    if (parser.isSet(u"demo"_s) && parser.isSet(u"workspace"_s))
        return u"--demo and --workspace exclude one another."_s;
    if (!options.page.isEmpty() && std::find(knownPages.begin(), knownPages.end(), options.page) == knownPages.end())
        return u"There is no page \"%1\"; there are explore, dashboard and history."_s.arg(options.page);
    if (parser.isSet(u"theme"_s)) {
        const QString theme = parser.value(u"theme"_s);
        if (theme != "light"_L1 && theme != "dark"_L1)
            return u"--theme is \"%1\"; allowed are light and dark."_s.arg(theme);
        options.theme = theme == "dark"_L1 ? Theme::Mode::Dark : Theme::Mode::Light;
    }
    options.size = sizeFrom(parser.value(u"size"_s));
    if (parser.isSet(u"size"_s) && !options.size.isValid())
        return u"--size is \"%1\"; allowed are 1000x640 … 8192x8192."_s.arg(parser.value(u"size"_s));
    if (parser.isSet(u"after"_s)) {
        bool isNumber = false;
        const double seconds = parser.value(u"after"_s).toDouble(&isNumber);
        if (!isNumber || !(seconds >= 0 && seconds <= 86'400))
            return u"--after is \"%1\"; allowed are 0 … 86400 seconds."_s.arg(parser.value(u"after"_s));
        options.after = std::chrono::milliseconds(qRound64(seconds * 1000));
    }
    return {};
}

} // namespace

Options Options::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    const bool understood = parser.parse(arguments);
    Options options;
    if (arguments.contains("--help"_L1) || arguments.contains("-h"_L1)) {
        options.task = Task::ShowHelp;
        return options;
    }
    if (arguments.contains("--version"_L1)) {
        options.task = Task::ShowVersion;
        return options;
    }
    if (!understood)
        return refused(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return refused(u"There is no argument \"%1\". A workspace is opened by --workspace FOLDER."_s.arg(
            parser.positionalArguments().first()));
    const QString complaint = readValues(parser, options);
    return complaint.isEmpty() ? options : refused(complaint);
}

QString Options::helpText()
{
    return QString::fromUtf8(guiHelp);
}

} // namespace fuseboard
