// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/seriestablemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Model = SeriesTableModel;

class TestSeriesTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void outcomesHaveWords_data();
    void outcomesHaveWords();
    void groupsInTheOrderOfTheirAppearance();
    void ADV_O1_showsWhatIsPublished();
    void clears();

private:
    static SeriesCall answered(int status, Duration elapsed = 1ms) { return {1, status, {}, elapsed, 1}; }
    static SeriesCall failed(ErrorKind kind, ErrorDetail detail = ErrorDetail::None)
    {
        return {1, 0, Error(kind, detail), {}, 0};
    }
    static QStringList rowOf(const Model &model, int row)
    {
        QStringList texts;
        for (int column = 0; column < model.columnCount(); ++column)
            texts << model.index(row, column).data().toString();
        return texts;
    }
};

void TestSeriesTableModel::outcomesHaveWords_data()
{
    QTest::addColumn<SeriesCall>("call");
    QTest::addColumn<QString>("outcome");
    Error unavailable(ErrorKind::HttpStatus);
    unavailable.httpStatus = 503;
    QTest::newRow("answer") << answered(200) << u"200 OK"_s;
    QTest::newRow("status that is a failure") << SeriesCall{1, 503, unavailable, {}, 4} << u"503 Service Unavailable"_s;
    // What the last attempt came to, whatever an earlier one was answered.
    QTest::newRow("timeout after an answer")
        << SeriesCall{1, 503, Error(ErrorKind::AttemptTimeout), {}, 2} << u"Timeout"_s;
    QTest::newRow("circuit") << failed(ErrorKind::CircuitOpen) << u"Refused: the circuit is open"_s;
    QTest::newRow("limiter") << failed(ErrorKind::RateLimited, ErrorDetail::WaitTooLong)
                             << u"Refused: the wait for the limiter is too long"_s;
    QTest::newRow("queue") << failed(ErrorKind::RateLimited, ErrorDetail::QueueFull)
                           << u"Refused: too many calls wait already"_s;
    QTest::newRow("pause") << failed(ErrorKind::RateLimited, ErrorDetail::ServerPauseTooLong)
                           << u"Refused: the server wants too long a pause"_s;
    QTest::newRow("pause after an answer")
        << SeriesCall{1, 429, Error(ErrorKind::RateLimited, ErrorDetail::ServerPauseTooLong), {}, 1}
        << u"Rate limited"_s;
    QTest::newRow("refused by the peer") << failed(ErrorKind::Refused) << u"Connection refused"_s;
    QTest::newRow("cancelled") << failed(ErrorKind::Cancelled) << u"Cancelled"_s;
}

void TestSeriesTableModel::outcomesHaveWords()
{
    QFETCH(const SeriesCall, call);
    QFETCH(const QString, outcome);
    Model model;
    model.add(call);
    model.publish();
    QCOMPARE(rowOf(model, 0).first(), outcome);
}

void TestSeriesTableModel::groupsInTheOrderOfTheirAppearance()
{
    Model model;
    const QAbstractItemModelTester tester(&model);
    model.add(answered(204, 20ms));
    model.add(answered(200, 5ms));
    model.add(answered(204, 1500ms));
    model.add(answered(204, 3ms));
    model.publish();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(rowOf(model, 0), QStringList({u"204 No Content"_s, u"3"_s, u"75 %"_s, u"1.50 s"_s}));
    QCOMPARE(rowOf(model, 1), QStringList({u"200 OK"_s, u"1"_s, u"25 %"_s, u"5.0 ms"_s}));
}

void TestSeriesTableModel::ADV_O1_showsWhatIsPublished()
{
    Model model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &Model::rowsInserted);
    QSignalSpy changed(&model, &Model::dataChanged);
    model.add(answered(200));
    QCOMPARE(model.rowCount(), 0);
    model.publish();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 0);
    for (int i = 0; i < 999; ++i)
        model.add(answered(200));
    QCOMPARE(rowOf(model, 0).at(Model::CountColumn), u"1"_s);
    model.publish();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(rowOf(model, 0).at(Model::CountColumn), QLocale().toString(1000));
    model.publish(); // nothing new
    QCOMPARE(changed.size(), 1);
    // Shares of the others change with a new row.
    model.add(failed(ErrorKind::Reset));
    model.publish();
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(rowOf(model, 0).at(Model::ShareColumn), u"99.9 %"_s);
}

void TestSeriesTableModel::clears()
{
    Model model;
    const QAbstractItemModelTester tester(&model);
    model.add(answered(200));
    model.publish();
    model.add(answered(201));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.publish();
    QCOMPARE(model.rowCount(), 0);
    model.add(answered(404));
    model.publish();
    QCOMPARE(rowOf(model, 0).at(Model::ShareColumn), u"100 %"_s);
}

QTEST_MAIN(TestSeriesTableModel)
#include "tst_seriestablemodel.moc"
