// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the window stands still while somebody types a URL. Usage: bench_typing FOLDER, a workspace that
// bench_workspace --into has made, which gets an environment of 300 variables. Run it with QT_QPA_PLATFORM=offscreen.

#include "application.h"
#include "base/systemscheduler.h"
#include "explorer/explorepage.h"
#include "explorer/urledit.h"
#include "preferences.h"
#include "upstream/demoupstream.h"
#include "workedtime.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr int keyEvery = 40; // milliseconds, which is fast
constexpr int pauseAfter = 2'000; // at the end, in which drafts are written

/// Knows which event took longest.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_isInside)
            return QApplication::notify(receiver, event);
        m_isInside = true;
        const QByteArray name = receiver->metaObject()->className();
        const int type = event->type();
        const double worked = workedMilliseconds();
        QElapsedTimer clock;
        clock.start();
        const bool isTaken = QApplication::notify(receiver, event);
        longest = std::max(longest, double(clock.nsecsElapsed()) / 1e6);
        if (const double work = workedMilliseconds() - worked; work > longestWork) {
            longestWork = work;
            what = name + ", event " + QByteArray::number(type);
        }
        m_isInside = false;
        return isTaken;
    }

    double longest = 0;
    double longestWork = 0;
    QByteArray what;

private:
    bool m_isInside = false;
};

void runFor(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    while (!clock.hasExpired(milliseconds))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
}

void press(QWidget &widget, QChar letter)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, letter == u'\b' ? Qt::Key_Backspace : Qt::Key_unknown, Qt::NoModifier,
                        letter == u'\b' ? QString() : QString(letter));
        QCoreApplication::sendEvent(&widget, &event);
    }
}

UrlEdit *lineOf()
{
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *line = window->findChild<UrlEdit *>(); line && line->isVisible())
            return line;
    }
    return nullptr;
}

/// What a workspace of requests alone lacks: something to complete.
bool addVariables(const QString &folder)
{
    Workspace workspace = assembleWorkspace(readWorkspaceFiles(folder), folder).workspace;
    Environment environment;
    environment.slug = u"test"_s;
    environment.config.name = u"Test"_s;
    for (int i = 0; i < 300; ++i)
        environment.config.variables.append({u"tenant_%1"_s.arg(i), Variable::Source::Text, u"some value"_s});
    workspace.environments = {environment};
    return bool(saveWorkspace(workspace, folder));
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    TimedApplication timed(argc, argv);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QTextStream out(stdout);
    Options options;
    options.workspace = QCoreApplication::arguments().value(1);
    options.page = u"explore"_s;
    if (!addVariables(options.workspace)) {
        out << "Give a folder that bench_workspace --into has made." << Qt::endl;
        return 1;
    }
    SystemScheduler scheduler;
    DemoUpstream upstream(scheduler);
    Application application(options, upstream, timed);
    writeEnvironment(options.workspace, u"test"_s);
    if (const int failure = application.start())
        return failure;
    while (!lineOf())
        runFor(100);
    runFor(pauseAfter);
    for (int round = 0; round < rounds; ++round) {
        timed.longest = timed.longestWork = 0;
        const QString text =
            u"/orders/{{tenant_1}}/items?limit=50&page={{tenant_29}}&q=some words that people look for"_s;
        for (const QChar letter : text + QString(text.size(), u'\b')) {
            press(*lineOf(), letter);
            runFor(keyEvery);
        }
        runFor(pauseAfter);
        out << "typing " << text.size() << " characters and taking them back: the longest event took " << timed.longest
            << " ms, worked " << timed.longestWork << " ms (" << timed.what << ")" << Qt::endl;
    }
    return 0;
}
