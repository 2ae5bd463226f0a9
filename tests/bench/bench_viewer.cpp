// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What it costs to look at a large body that has come to the disk, as in Explore: until the first screenful is painted,
// until all lines are known, the longest time for which the event loop stood still, a search through all of it, and
// memory. Run it with QT_QPA_PLATFORM=offscreen, from a release build.

#include "common/theme.h"
#include "http/bodyspool.h"
#include "models/document/background.h"
#include "models/document/bodyfilter.h"
#include "viewer/documentpane.h"
#include "viewer/documentview.h"
#include "workedtime.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <functional>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// "Pss" or a part of it, "Pss_File", in megabytes; 0 where the system does not tell it this way.
qint64 megabytesOf(const QByteArray &part)
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(part + ':'))
            return line.simplified().split(' ').value(1).toLongLong() * 1'024 / 1'000'000;
    }
    return 0;
}

/// A body on the disk; nothing of it is left in memory.
SharedBytes spooled(const QTemporaryDir &folder, const QByteArray &body)
{
    constexpr qsizetype piece = 256 << 10; // as it comes from a socket
    const auto spool = std::make_shared<BodySpool>(folder.path());
    bool isFine = !spool->open();
    for (qsizetype at = 0; at < body.size() && isFine; at += piece)
        isFine = !spool->write(body.sliced(at, std::min(piece, body.size() - at)));
    if (!isFine)
        qFatal("There is no room on the disk.");
    return std::make_shared<const DocumentBytes>(spool->map().value(), spool);
}

QByteArray million(qint64 bytes)
{
    QByteArray json = "[";
    for (qint64 id = 1; json.size() < bytes; ++id)
        json += "{\"id\":" + QByteArray::number(id) + ",\"name\":\"customer number "
            + QByteArray::number(id * 7'919 % 1'000'003)
            + "\",\"total\":129.90,\"tags\":[{\"open\":true}],"
              "\"note\":\"one of very many lines that nobody will ever read to their end, padded to a hundred a line\","
              "\"address\":{\"street\":\"Long Road\",\"city\":\"Nowhere\",\"zip\":\"01234\",\"lines\":[1,2,3,[]]}},";
    json += "{\"needle\":true}]";
    return json;
}

} // namespace

class ViewerBench : public QObject
{
    Q_OBJECT

public:
    explicit ViewerBench(const Theme &theme)
        : m_pane(theme)
    {
        m_pane.resize(900, 700);
        m_pane.QWidget::show();
        connect(&m_heart, &QTimer::timeout, this, [this] { beat(); });
        m_heart.setTimerType(Qt::PreciseTimer);
        m_heart.start(5ms);
    }

    void measure(const QString &name, const SharedBytes &body, const QByteArray &contentType, const QString &needle)
    {
        m_out << name << ": " << body->size() / 1'000'000 << " MB\n";
        reset();
        m_pane.show(body, contentType, BodyStyle::Pretty);
        m_pane.view()->viewport()->repaint();
        m_out << "  first screenful painted after " << m_clock.elapsed() << " ms, worked "
              << workedMilliseconds() - m_workedAt << " ms\n";
        until([this] { return m_pane.loader().isFinished(); });
        m_out << "  " << m_pane.loader().document()->lineCount() << " lines known after " << m_clock.elapsed()
              << " ms\n";
        walk();
        search(needle);
        backgroundPool().waitForDone(); // or the body before this one counts, as long as its path is looked for
        m_out << "  memory of the program: " << megabytesOf("Pss") << " MB, " << megabytesOf("Pss_File")
              << " of them the file's and the libraries'; bar: " << 80 + body->size() * 3 / 2'000'000 << " MB\n";
        m_out << "  longest stall: " << m_longest << " ms on the clock, " << m_longestWork << " ms of own work\n";
        m_out.flush();
    }

    void filter(const SharedBytes &body, const QString &path)
    {
        BodyFilter filter;
        bool ended = false;
        connect(&filter, &BodyFilter::finished, this, [&](const FilterOutcome &outcome) {
            ended = true;
            m_out << "  " << path << ": " << outcome.values << " values " << outcome.problem;
        });
        reset();
        filter.start(FilterLanguage::JsonPath, path, body);
        until([&ended] { return ended; });
        m_out << " after " << m_clock.elapsed() << " ms\n";
        m_out.flush();
    }

private:
    /// As a user who hurries through it.
    void walk()
    {
        DocumentView *view = m_pane.view();
        const qint64 lines = m_pane.loader().document()->lineCount();
        for (int i = 0; i < 40; ++i) {
            view->moveCursor({lines * i / 40, 0});
            view->toggleFold(lines * i / 40);
            QCoreApplication::processEvents();
        }
        view->unfoldAll();
        view->moveCursor({0, 0});
        view->toggleFold(0);
        view->toggleFold(0);
        QCoreApplication::processEvents();
    }

    void search(const QString &needle)
    {
        for (const bool isRegex : {false, true}) {
            DocumentSearch search;
            QElapsedTimer clock;
            clock.start();
            search.start(m_pane.loader().document()->bytes(), *SearchPattern::compile({needle, isRegex, isRegex}));
            until([&search] { return search.isFinished(); });
            m_out << (isRegex ? "  expression: " : "  search: ") << search.count() << " matches after "
                  << clock.elapsed() << " ms\n";
        }
    }

    void reset()
    {
        m_clock.start();
        m_workedAt = workedMilliseconds();
        m_beat.start();
        m_longest = 0;
        m_longestWork = 0;
        m_beatWork = m_workedAt;
    }

    void beat()
    {
        const double worked = workedMilliseconds();
        m_longest = std::max(m_longest, m_beat.restart());
        m_longestWork = std::max(m_longestWork, worked - m_beatWork);
        m_beatWork = worked;
    }

    static void until(const std::function<bool()> &isTrue)
    {
        while (!isTrue())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    }

    DocumentPane m_pane;
    QTimer m_heart;
    QElapsedTimer m_clock;
    QElapsedTimer m_beat;
    double m_workedAt = 0;
    double m_beatWork = 0;
    double m_longestWork = 0;
    qint64 m_longest = 0;
    QTextStream m_out{stdout};
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(Theme::Mode::Light);
    theme.applyTo(application);
    ViewerBench bench(theme);
    const QTemporaryDir folder; // on the disk, if that is where TMPDIR is
    // Made by a function and in a statement of its own, so that nothing of it is left when it is measured.
    const auto measure = [&](const QString &name, const QByteArray &contentType, const auto &make) {
        const SharedBytes body = spooled(folder, make());
        bench.measure(name, body, contentType, u"needle"_s);
    };
    {
        const SharedBytes body = spooled(folder, million(100'000'000));
        bench.measure(u"JSON"_s, body, "application/json", u"needle"_s);
        bench.filter(body, u"$[*].id"_s);
        bench.filter(body, u"$..needle"_s);
    }
    measure(u"one line"_s, "text/plain", [] { return QByteArray(50'000'000, 'x') + "needle"; });
    measure(u"one JSON string"_s, "application/json", [] { return "[\"" + QByteArray(50'000'000, 'x') + "needle\"]"; });
    measure(u"10,000 levels"_s, "application/json",
            [] { return QByteArray(10'000, '[') + "\"needle\"" + QByteArray(10'000, ']'); });
    measure(u"one element a line"_s, "application/json",
            [] { return "[" + QByteArray("[[]],").repeated(20'000'000) + "\"needle\"]"; });
    return 0;
}

#include "bench_viewer.moc"
