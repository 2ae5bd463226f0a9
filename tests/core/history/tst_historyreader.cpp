// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historysamples.h"

#include "history/historyconnection.h"

#include <atomic>
#include <thread>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What is found, and in which order, is in tst_historydatabase.
class TestHistoryReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_N11_searchesCanBeStopped_data();
    void ADV_N11_searchesCanBeStopped();
};

void TestHistoryReader::ADV_N11_searchesCanBeStopped_data()
{
    QTest::addColumn<TextIndex>("index");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << TextIndex::Trigram << QString();
    QTest::newRow("index") << TextIndex::Trigram << u"orders"_s;
    QTest::newRow("no index") << TextIndex::None << u"orders"_s;
}

void TestHistoryReader::ADV_N11_searchesCanBeStopped()
{
    QFETCH(TextIndex, index);
    QFETCH(QString, text);
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder), index);
    QVERIFY(database.append(samples::calls(50)).ok());
    HistoryQuery query;
    query.filter.text = text;
    const std::atomic<bool> before{true};
    QVERIFY(database.page(query, before)->isEmpty());
    // The newest one lies so far from the others that it takes half a minute to come to them.
    HistoryConnection connection(samples::fileIn(folder));
    QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
    const QVariantList far{qint64(1) << 38};
    QVERIFY(
        connection.run(u"INSERT INTO search (rowid, text) SELECT ?, text FROM search WHERE rowid = 50"_s, far).ok());
    QVERIFY(connection.run(u"UPDATE calls SET id = ? WHERE id = 50"_s, far).ok());
    qsizetype found = 0;
    for (int round = 0; round < 10'000 && found == 0; ++round) { // until it was not stopped before it had begun
        std::atomic<bool> stopped{false};
        std::atomic<bool> begun{false};
        std::thread user([&] {
            for (int patience = round; !begun || patience > 0; patience -= begun ? 1 : 0)
                std::this_thread::yield();
            stopped = true;
        });
        begun = true;
        const auto page = database.page(query, stopped);
        user.join();
        QVERIFY(page.ok());
        found = page->size();
    }
    QCOMPARE(found, 1);
}

QTEST_GUILESS_MAIN(TestHistoryReader)
#include "tst_historyreader.moc"
