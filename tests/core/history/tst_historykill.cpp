// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that is killed while it writes, again and again. It is this program: with --write it writes until it dies,
// with --migrate it begins to make the tables and waits for its end.

#include "historysamples.h"

#include "history/historyschema.h"

#include "base/random.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int batch = 20;

void tell(int number)
{
    std::printf("%d\n", number);
    std::fflush(stdout);
}

[[noreturn]] void writeForEver(const QString &file)
{
    HistoryDatabase database(file);
    for (int written = 0;; written += batch) {
        if (!database.append(samples::calls(batch, written)).ok())
            std::_Exit(1);
        tell(written + batch);
    }
}

/// Does the first statements of the layout within the transaction, and no more.
[[noreturn]] void migrateInPart(const QString &file, int statements)
{
    HistoryConnection connection(file);
    static_cast<void>(connection.open(HistoryConnection::Access::ReadWrite));
    static_cast<void>(connection.run(u"PRAGMA journal_mode = WAL"_s));
    static_cast<void>(connection.inTransaction([&]() -> Result<void> {
        const SchemaSteps steps = historySchema(TextIndex::Trigram);
        for (int i = 0; i < statements; ++i)
            static_cast<void>(connection.run(steps.first().value(i)));
        tell(statements);
        while (std::getchar() != EOF) { }
        return {};
    }));
    std::_Exit(1);
}

/// The last whole line that came.
int lastNumber(const QByteArray &output)
{
    const qsizetype end = output.lastIndexOf('\n');
    const qsizetype begin = end <= 0 ? 0 : output.lastIndexOf('\n', end - 1) + 1;
    return end < 0 ? 0 : output.mid(begin, end - begin).toInt();
}

/// Starts this program, kills it after so many lines, and gives what it said.
QByteArray outputUntilKilled(const QStringList &arguments, int lines)
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), arguments);
    QByteArray output;
    while (output.count('\n') < lines && child.waitForReadyRead(30'000))
        output += child.readAllStandardOutput();
    child.kill();
    child.waitForFinished(30'000);
    return output + child.readAllStandardOutput();
}

bool isSound(const QString &file)
{
    HistoryConnection connection(file);
    return connection.open(HistoryConnection::Access::ReadWrite).ok()
        && connection.value(u"PRAGMA integrity_check"_s).value().toString() == u"ok";
}

} // namespace

class TestHistoryKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_N5_killedWhileWriting();
    void ADV_N2_killedWhileMigrating();
};

void TestHistoryKill::ADV_N5_killedWhileWriting()
{
    constexpr int rounds = 200;
    constexpr int roundsWithOneFile = 20;
    SeededRandom random{5};
    QTemporaryDir folder;
    QString file;
    qint64 before = 0;
    for (int round = 0; round < rounds; ++round) {
        if (round % roundsWithOneFile == 0) {
            file = folder.filePath(u"history-%1.sqlite"_s.arg(round));
            before = 0;
        }
        const int lines = int(random.uniform() * 5);
        const int told = lastNumber(outputUntilKilled({u"--write"_s, file}, lines));
        QVERIFY2(isSound(file) || lines == 0, qPrintable(u"round %1"_s.arg(round)));
        HistoryDatabase database(file);
        const auto count = database.count();
        QVERIFY(count.ok());
        QVERIFY2(database.setAsideName().isEmpty(), qPrintable(database.setAsideName()));
        QVERIFY2(*count >= before + told,
                 qPrintable(u"round %1: %2 of %3"_s.arg(round).arg(*count).arg(before + told)));
        QCOMPARE((*count - before) % batch, 0); // whole batches only
        before = *count;
    }
}

void TestHistoryKill::ADV_N2_killedWhileMigrating()
{
    QTemporaryDir folder;
    const int statements = int(historySchema(TextIndex::Trigram).first().size());
    for (int done = 0; done <= statements; ++done) {
        const QString file = folder.filePath(u"history-%1.sqlite"_s.arg(done));
        QCOMPARE(lastNumber(outputUntilKilled({u"--migrate"_s, file, QString::number(done)}, 1)), done);
        HistoryDatabase database(file);
        QVERIFY(database.append(samples::calls(1)).ok());
        QVERIFY(database.setAsideName().isEmpty());
        QVERIFY(isSound(file));
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--write")
        writeForEver(arguments.value(2));
    if (arguments.value(1) == u"--migrate")
        migrateInPart(arguments.value(2), arguments.value(3).toInt());
    TestHistoryKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_historykill.moc"
