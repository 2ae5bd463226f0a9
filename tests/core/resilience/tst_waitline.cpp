// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "resilience/waitline.h"

#include <QTest>

#include <map>
#include <memory>

using namespace fuseboard;

/// Against a map that is asked one by one.
class tst_WaitLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNobody();
    void equalRanksGoInTheOrderOfComing();
    void tellsWhatStandsBefore_data();
    void tellsWhatStandsBefore();

private:
    using Places = std::map<WaitLine::Key, std::unique_ptr<WaitLine::Place>>;

    static void addOne(WaitLine &line, Places &places, WaitLine::Key key, int cost);
    static void removeOne(WaitLine &line, Places &places, qsizetype index);
    static void compare(const WaitLine &line, const Places &places);
};

void tst_WaitLine::addOne(WaitLine &line, Places &places, WaitLine::Key key, int cost)
{
    auto place = std::make_unique<WaitLine::Place>();
    place->key = key;
    place->cost = cost;
    line.add(*place);
    places[key] = std::move(place);
}

void tst_WaitLine::removeOne(WaitLine &line, Places &places, qsizetype index)
{
    const auto it = std::next(places.begin(), index);
    line.remove(*it->second);
    places.erase(it);
}

void tst_WaitLine::compare(const WaitLine &line, const Places &places)
{
    QCOMPARE(line.size(), qint64(places.size()));
    QCOMPARE(line.isEmpty(), places.empty());
    QCOMPARE(line.first(), places.empty() ? nullptr : places.begin()->second.get());
    WaitLine::Before expected;
    for (const auto &[key, place] : places) {
        const auto before = line.before(key);
        QCOMPARE(before.places, expected.places);
        QCOMPARE(before.cost, expected.cost);
        expected.places += 1;
        expected.cost += place->cost;
    }
}

void tst_WaitLine::emptyHasNobody()
{
    const WaitLine line;
    QVERIFY(line.isEmpty());
    QVERIFY(!line.first());
    QCOMPARE(line.before({}).places, 0);
}

void tst_WaitLine::equalRanksGoInTheOrderOfComing()
{
    WaitLine line;
    Places places;
    for (quint64 number = 1; number <= 3; ++number)
        addOne(line, places, {MonotonicTime(), number}, 2);
    addOne(line, places, {MonotonicTime(Duration(-1)), 4}, 7);
    QCOMPARE(line.first()->key.number, 4u);
    removeOne(line, places, 0);
    QCOMPARE(line.first()->key.number, 1u);
    QCOMPARE(line.before({MonotonicTime(), 3}).cost, 4);
    while (!places.empty())
        removeOne(line, places, 0);
}

void tst_WaitLine::tellsWhatStandsBefore_data()
{
    QTest::addColumn<int>("ranks");
    QTest::addColumn<int>("leaving"); // of ten steps
    QTest::newRow("all alike, growing") << 1 << 2;
    QTest::newRow("all alike, in balance") << 1 << 5;
    QTest::newRow("three ranks") << 3 << 4;
    QTest::newRow("everybody another rank") << 1'000'000 << 4;
}

void tst_WaitLine::tellsWhatStandsBefore()
{
    QFETCH(int, ranks);
    QFETCH(int, leaving);
    SeededRandom random(7);
    const auto below = [&random](qint64 end) { return qint64(random.uniform() * double(end)); };
    WaitLine line;
    Places places;
    for (quint64 step = 0; step < 500; ++step) {
        if (!places.empty() && below(10) < leaving)
            removeOne(line, places, below(2) ? below(qint64(places.size())) : 0);
        else
            addOne(line, places, {MonotonicTime(Duration(below(ranks))), step}, 1 + int(below(4)));
        compare(line, places);
        if (QTest::currentTestFailed())
            return;
    }
    while (!places.empty())
        removeOne(line, places, below(qint64(places.size())));
    compare(line, places);
}

QTEST_APPLESS_MAIN(tst_WaitLine)
#include "tst_waitline.moc"
