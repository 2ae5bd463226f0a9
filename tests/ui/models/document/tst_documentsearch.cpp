// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentsearch.h"
#include "models/document/filterwording.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

SharedBytes shared(const QByteArray &text)
{
    return std::make_shared<const DocumentBytes>(text);
}

SearchPattern patternOf(const QString &text)
{
    return *SearchPattern::compile({text});
}

} // namespace

class TestDocumentSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAndWalks();
    void nothingIsFound();
    void matchesOfARange();
    void N11_aSlowExpressionIsTold();
    void theNextTakesItsPlace();
    void stoppedTellsNothing();
    void ownersMayGo();
};

void TestDocumentSearch::countsAndWalks()
{
    const QByteArray text = QByteArray("needle " + QByteArray(10'000, '.')).repeated(30);
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(shared(text), patternOf(u"NEEDLE"_s));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(search.count(), 30);
    qint64 at = 0;
    for (qint64 i = 1; i <= 30; ++i) {
        const auto match = search.next(at);
        QVERIFY(match);
        QCOMPARE(search.ordinal(*match), i);
        at = match->begin + 1;
    }
    QCOMPARE(search.ordinal(*search.next(at)), 1); // from the start again
    QCOMPARE(search.ordinal(*search.previous(at)), 30);
    QCOMPARE(search.ordinal(*search.previous(at - 1)), 29);
    QCOMPARE(search.ordinal(*search.previous(0)), 30);
}

void TestDocumentSearch::nothingIsFound()
{
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(shared({}), patternOf(u"x"_s));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(search.isFinished());
    QCOMPARE(search.count(), 0);
    QVERIFY(!search.next(0));
    QVERIFY(!search.previous(0));
    QVERIFY(search.within(0, 100).empty());
}

void TestDocumentSearch::matchesOfARange()
{
    QByteArray text(SearchPattern::blockBytes - 3, 'x');
    text += "needle needle";
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(shared(text), patternOf(u"needle"_s));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(search.within(0, text.size()).size(), std::size_t(2));
    // The line begins in the middle of the match, and in another block than the match.
    QCOMPARE(search.within(SearchPattern::blockBytes, SearchPattern::blockBytes + 2).size(), std::size_t(1));
    QVERIFY(search.within(0, SearchPattern::blockBytes - 3).empty());
}

/// Given up after so many steps; that no match was found is no word of there being none.
void TestDocumentSearch::N11_aSlowExpressionIsTold()
{
    const QByteArray text = QByteArray(30'000, 'a') + "d ab";
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(shared(text), *SearchPattern::compile({u"(a+)+[bc]"_s, false, true}));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QVERIFY(search.count() > 0 || !search.isWhole());
    QVERIFY2(!search.isWhole(), qPrintable(QString::number(search.count())));
    QCOMPARE(wording::searchCount(0, 0, search.isWhole()), u"Too slow to find a match"_s);
    search.start(shared(text), *SearchPattern::compile({u"a[bc]|x*"_s, false, true}));
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(search.isWhole());
    QCOMPARE(search.count(), 1);
}

void TestDocumentSearch::theNextTakesItsPlace()
{
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(shared(QByteArray(30'000'000, 'a')), patternOf(u"a"_s));
    search.start(shared("bb"), patternOf(u"b"_s));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(search.count(), 2);
}

void TestDocumentSearch::stoppedTellsNothing()
{
    DocumentSearch search;
    QSignalSpy finished(&search, &DocumentSearch::finished);
    search.start(shared(QByteArray(1'000'000, 'a')), patternOf(u"a"_s));
    search.stop();
    QTRY_VERIFY(!search.isRunning());
    QCoreApplication::processEvents();
    QVERIFY(!search.isFinished());
    QCOMPARE(search.count(), 0);
    QCOMPARE(finished.size(), 0);
}

void TestDocumentSearch::ownersMayGo()
{
    std::weak_ptr<const DocumentBytes> watched;
    {
        DocumentSearch search;
        const SharedBytes bytes = shared(QByteArray(5'000'000, 'a'));
        watched = bytes;
        search.start(bytes, patternOf(u"a"_s));
    }
    QTRY_VERIFY(watched.expired()); // the worker has let go too
}

QTEST_GUILESS_MAIN(TestDocumentSearch)
#include "tst_documentsearch.moc"
