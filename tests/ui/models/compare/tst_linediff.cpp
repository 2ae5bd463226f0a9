// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compare/linediff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void everyLineStandsOnceAndInOrder();
    void largeTextsWithLittleInCommon();
    void oneLineMoreInALargeText();
    void changedSpans_data();
    void changedSpans();

private:
    /// Each row as "=ab", "~ab" (changed), "-a" or "+b", for texts of one letter a line.
    static QString written(const QStringList &left, const QStringList &right)
    {
        QStringList rows;
        for (const DiffRow &row : diffLines(left, right)) {
            const QString one = row.left >= 0 ? left.at(row.left) : QString();
            const QString other = row.right >= 0 ? right.at(row.right) : QString();
            const char *signs = "=~-+";
            rows << QLatin1Char(signs[int(row.kind)]) + one + other;
        }
        return rows.join(u' ');
    }
    static QStringList letters(const QString &text)
    {
        QStringList lines;
        for (const QChar letter : text)
            lines << QString(letter);
        return lines;
    }
    static void checkRows(const QStringList &left, const QStringList &right)
    {
        qsizetype nextLeft = 0;
        qsizetype nextRight = 0;
        const QList<DiffRow> rows = diffLines(left, right);
        for (const DiffRow &row : rows) {
            if (row.left >= 0)
                QCOMPARE(row.left, nextLeft++);
            if (row.right >= 0)
                QCOMPARE(row.right, nextRight++);
            const bool both = row.left >= 0 && row.right >= 0;
            QCOMPARE(both, row.kind == DiffRow::Kind::Same || row.kind == DiffRow::Kind::Changed);
            if (both)
                QCOMPARE(left.at(row.left) == right.at(row.right), row.kind == DiffRow::Kind::Same);
        }
        QCOMPARE(nextLeft, left.size());
        QCOMPARE(nextRight, right.size());
    }
};

void TestLineDiff::rows_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("rows");
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    QTest::newRow("the same") << u"abc"_s << u"abc"_s << u"=aa =bb =cc"_s;
    QTest::newRow("changed") << u"abc"_s << u"axc"_s << u"=aa ~bx =cc"_s;
    QTest::newRow("one more") << u"ac"_s << u"abc"_s << u"=aa +b =cc"_s;
    QTest::newRow("one less") << u"abc"_s << u"ac"_s << u"=aa -b =cc"_s;
    QTest::newRow("only left") << u"ab"_s << u""_s << u"-a -b"_s;
    QTest::newRow("only right") << u""_s << u"ab"_s << u"+a +b"_s;
    QTest::newRow("changed and one more") << u"abz"_s << u"axyz"_s << u"=aa ~bx +y =zz"_s;
    QTest::newRow("moved") << u"abcd"_s << u"bcda"_s << u"-a =bb =cc =dd +a"_s;
    QTest::newRow("repeated") << u"xxaxx"_s << u"xxxx"_s << u"=xx =xx -a =xx =xx"_s;
    QTest::newRow("nothing in common") << u"abc"_s << u"xy"_s << u"~ax ~by -c"_s;
}

void TestLineDiff::rows()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QTEST(written(letters(left), letters(right)), "rows");
}

void TestLineDiff::everyLineStandsOnceAndInOrder()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        const auto text = [&random] {
            QStringList lines;
            for (int left = random.bounded(40); left > 0; --left)
                lines << QString(QChar(u'a' + random.bounded(6)));
            return lines;
        };
        checkRows(text(), text());
    }
}

void TestLineDiff::largeTextsWithLittleInCommon()
{
    QStringList left;
    QStringList right;
    for (int i = 0; i < 20'000; ++i) {
        left << (i % 10 == 0 ? u"{"_s : u"left %1"_s.arg(i));
        right << (i % 10 == 0 ? u"{"_s : u"right %1"_s.arg(i));
    }
    checkRows(left, right);
    right.insert(500, u"left 15001"_s); // one that holds, far away
    checkRows(left, right);
}

void TestLineDiff::oneLineMoreInALargeText()
{
    QStringList left;
    for (int i = 0; i < 20'000; ++i)
        left << (i % 3 == 0 ? u"{"_s : i % 3 == 1 ? u"\"id\": %1"_s.arg(i) : u"}"_s);
    QStringList right = left;
    right.insert(4'000, u"\"new\": 1"_s);
    right[15'001] = u"changed"_s;
    const QList<DiffRow> rows = diffLines(left, right);
    QCOMPARE(
        std::count_if(rows.begin(), rows.end(), [](const DiffRow &row) { return row.kind != DiffRow::Kind::Same; }), 2);
    QCOMPARE(rows.at(4'000).kind, DiffRow::Kind::RightOnly);
    QCOMPARE(rows.at(15'001).kind, DiffRow::Kind::Changed);
}

void TestLineDiff::changedSpans_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<ChangedSpan>("span");
    QTest::newRow("middle") << u"a1c"_s << u"a22c"_s << ChangedSpan{1, 2, 3};
    QTest::newRow("end") << u"ab"_s << u"abc"_s << ChangedSpan{2, 2, 3};
    QTest::newRow("begin") << u"bc"_s << u"abc"_s << ChangedSpan{0, 0, 1};
    QTest::newRow("all") << u"ab"_s << u"xyz"_s << ChangedSpan{0, 2, 3};
    QTest::newRow("repeated") << u"aa"_s << u"aaa"_s << ChangedSpan{2, 2, 3};
    QTest::newRow("no half of a character") << u"\U0001F600"_s << u"\U0001F601"_s << ChangedSpan{0, 2, 2};
    QTest::newRow("nor at its end") << u"\U0001F600"_s << u"\U0001FA00"_s << ChangedSpan{0, 2, 2};
}

void TestLineDiff::changedSpans()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QTEST(changedSpan(left, right), "span");
}

QTEST_APPLESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
