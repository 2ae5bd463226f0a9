// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The tests of the policies run on virtual time alone: none of them can see a real clock, and so none can sleep.
class TestVirtualTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X01_noPolicyTestSeesARealClock_data();
    void X01_noPolicyTestSeesARealClock();
    void X01_theRuleFindsAClock_data();
    void X01_theRuleFindsAClock();
    void X01_whatTheSuiteTook();

private:
    static QStringList sources()
    {
        return textOf(QStringLiteral(FUSEBOARD_POLICY_TESTS)).split(u'\n', Qt::SkipEmptyParts);
    }
    static QString textOf(const QString &path);
    static QString clockIn(const QString &text);
};

QString TestVirtualTime::textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The first word that would let real time in; empty where there is none. Waiting for events (QTRY_) lets none in: it
/// ends when they have come.
QString TestVirtualTime::clockIn(const QString &text)
{
    static const QRegularExpression clocks(
        u"\\b(SystemScheduler|QElapsedTimer|QDeadlineTimer|QTimer|QThread|qWait|qWaitFor|qSleep|sleep_for|steady_clock"
        "|high_resolution_clock|currentDateTimeUtc|currentDateTime|currentMSecsSinceEpoch|NetworkTransport|LoopbackServer)\\b"_s);
    return clocks.match(text).captured();
}

void TestVirtualTime::X01_noPolicyTestSeesARealClock_data()
{
    QTest::addColumn<QString>("source");
    for (const QString &source : sources())
        QTest::newRow(qPrintable(QFileInfo(source).fileName())) << source;
    QVERIFY(sources().size() > 30);
}

void TestVirtualTime::X01_noPolicyTestSeesARealClock()
{
    QFETCH(QString, source);
    const QString text = textOf(source);
    QVERIFY(!text.isEmpty());
    QCOMPARE(clockIn(text), QString());
}

void TestVirtualTime::X01_theRuleFindsAClock_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("X01 the real scheduler") << u"    SystemScheduler scheduler;"_s;
    QTest::newRow("X01 a stop watch") << u"QElapsedTimer timer;"_s;
    QTest::newRow("X01 a wait") << u"QTest::qWait(5);"_s;
    QTest::newRow("X01 a real network") << u"NetworkTransport transport({}, scheduler);"_s;
}

void TestVirtualTime::X01_theRuleFindsAClock()
{
    QFETCH(QString, text);
    QVERIFY(!clockIn(text).isEmpty());
}

/// Printed, not judged: a machine may be slow. ctest keeps the figures of its last runs.
void TestVirtualTime::X01_whatTheSuiteTook()
{
    QHash<QString, double> costs;
    for (const QString &line : textOf(QStringLiteral(FUSEBOARD_TEST_COSTS)).split(u'\n')) {
        const QStringList parts = line.split(u' ');
        if (parts.size() == 3)
            costs[parts.at(0)] = parts.at(2).toDouble();
    }
    double total = 0;
    for (const QString &source : sources())
        total += costs.value(QFileInfo(source).completeBaseName());
    qInfo("%lld programs took %.1f s at their last run", qint64(sources().size()), total);
}

QTEST_GUILESS_MAIN(TestVirtualTime)
#include "tst_virtualtime.moc"
