// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/secretedits.h"

#include "auth/memorysecretstore.h"
#include "auth/secretkey.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Keeps what it is given, but refuses to write what is called "refused", and to read or write what is locked.
class StubbornStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        if (unreadable.contains(key.last(1)))
            done(Error(ErrorKind::Storage, ErrorDetail::ReadFailed, key));
        else
            m_kept.read(key, std::move(done));
    }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        if (key.endsWith(u"refused"_s) || unwritable.contains(key.last(1)))
            done(Error(ErrorKind::Storage, ErrorDetail::WriteFailed, key));
        else
            m_kept.write(key, value, std::move(done));
    }
    void remove(const QString &key, DoneCallback done) override { m_kept.remove(key, std::move(done)); }

    /// Of these: "a=1 b=2".
    QString keptOf(const QStringList &names)
    {
        QStringList all;
        for (const QString &name : names)
            all << name + u'=' + kept(name);
        return all.join(u' ');
    }

    QString kept(const QString &name)
    {
        QString found = u"-"_s;
        m_kept.read(SecretKey::ofEnvironment(u"w"_s, u"e"_s, name).text(), [&found](const Result<QString> &value) {
            if (value)
                found = *value;
        });
        return found;
    }

    QString unreadable; // names of one letter
    QString unwritable;

private:
    MemorySecretStore m_kept;
};

} // namespace

class TestSecretEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesRenamesAndRemoves();
    void aRefusedNameLosesNothing();
    void namesAreExchangedAndPassedOn_data();
    void namesAreExchangedAndPassedOn();
    void failuresLoseNothing_data();
    void failuresLoseNothing();
    void nothingToDo();

private:
    static Result<void> carryOut(const QList<SecretEdit> &edits, SecretStore &store,
                                 QList<SecretEdit> *unfinished = nullptr)
    {
        Result<void> outcome = Error(ErrorKind::Cancelled);
        int count = 0;
        SecretEdits all(edits, u"w"_s, store);
        connect(&all, &SecretEdits::finished, &all, [&](const Result<void> &ended) {
            outcome = ended;
            ++count;
        });
        all.start();
        if (unfinished)
            *unfinished = all.unfinished();
        return count == 1 ? outcome : Error(ErrorKind::Cancelled);
    }
    /// "a>b": what is called a is called b from now on. "c=new": c is written. "-d": d is removed.
    static QList<SecretEdit> editsOf(const QString &text)
    {
        QList<SecretEdit> edits;
        for (const QString &edit : text.split(u' ')) {
            if (edit.startsWith(u'-'))
                edits.append({u"e"_s, edit.mid(1), std::nullopt, {}});
            else if (edit.contains(u'>'))
                edits.append({u"e"_s, edit.section(u'>', 1), std::nullopt, edit.section(u'>', 0, 0)});
            else
                edits.append({u"e"_s, edit.section(u'=', 0, 0), edit.section(u'=', 1), {}});
        }
        return edits;
    }
};

void TestSecretEdits::writesRenamesAndRemoves()
{
    StubbornStore store;
    QVERIFY(carryOut({{u"e"_s, u"a"_s, u"one"_s, {}}, {u"e"_s, u"b"_s, u"two"_s, {}}}, store).ok());
    QVERIFY(carryOut({{u"e"_s, u"c"_s, std::nullopt, u"a"_s}, {u"e"_s, u"b"_s, std::nullopt, {}}}, store).ok());
    QCOMPARE(store.kept(u"a"_s), u"-"_s);
    QCOMPARE(store.kept(u"b"_s), u"-"_s);
    QCOMPARE(store.kept(u"c"_s), u"one"_s);
    // What was never entered has nothing to be renamed.
    QVERIFY(carryOut({{u"e"_s, u"y"_s, std::nullopt, u"x"_s}, {u"e"_s, u"d"_s, u"three"_s, {}}}, store).ok());
    QCOMPARE(store.kept(u"d"_s), u"three"_s);
}

void TestSecretEdits::aRefusedNameLosesNothing()
{
    StubbornStore store;
    QVERIFY(carryOut({{u"e"_s, u"a"_s, u"one"_s, {}}}, store).ok());
    QList<SecretEdit> unfinished;
    const SecretEdit refused{u"e"_s, u"refused"_s, std::nullopt, u"a"_s};
    const auto outcome = carryOut({refused, {u"e"_s, u"b"_s, u"two"_s, {}}, {u"e"_s, u"y"_s, std::nullopt, u"x"_s}},
                                  store, &unfinished);
    QVERIFY(unfinished == QList{refused});
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.error().detail, ErrorDetail::WriteFailed);
    QCOMPARE(store.kept(u"a"_s), u"one"_s);
    QCOMPARE(store.kept(u"b"_s), u"two"_s);
}

void TestSecretEdits::namesAreExchangedAndPassedOn_data()
{
    QTest::addColumn<QString>("edits");
    QTest::addColumn<QString>("kept");
    QTest::newRow("exchanged") << u"a>b b>a"_s << u"a=2 b=1 c=3 d=-"_s;
    QTest::newRow("passed on") << u"a>b b>d"_s << u"a=- b=1 c=3 d=2"_s;
    QTest::newRow("passed on, the last row first") << u"b>d a>b"_s << u"a=- b=1 c=3 d=2"_s;
    QTest::newRow("in a circle") << u"a>b b>c c>a"_s << u"a=3 b=1 c=2 d=-"_s;
    QTest::newRow("rotated") << u"a>b a=new"_s << u"a=new b=1 c=3 d=-"_s;
    QTest::newRow("rotated, and the one before kept") << u"b>d a>b a=new"_s << u"a=new b=1 c=3 d=2"_s;
    QTest::newRow("what was never entered comes") << u"d>b b>a"_s << u"a=2 b=- c=3 d=-"_s;
    QTest::newRow("one goes for another") << u"-c a>c"_s << u"a=- b=2 c=1 d=-"_s;
}

void TestSecretEdits::namesAreExchangedAndPassedOn()
{
    QFETCH(QString, edits);
    QFETCH(QString, kept);
    StubbornStore store;
    QVERIFY(carryOut(editsOf(u"a=1 b=2 c=3"_s), store).ok());
    QVERIFY(carryOut(editsOf(edits), store).ok());
    QCOMPARE(store.keptOf({u"a"_s, u"b"_s, u"c"_s, u"d"_s}), kept);
}

void TestSecretEdits::failuresLoseNothing_data()
{
    QTest::addColumn<QString>("edits");
    QTest::addColumn<QString>("unreadable");
    QTest::addColumn<QString>("unwritable");
    QTest::addColumn<QString>("kept");
    QTest::newRow("exchanged, one unread") << u"a>b b>a"_s << u"b"_s << QString() << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("exchanged, one refused") << u"a>b b>a"_s << QString() << u"a"_s << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("exchanged, the other refused") << u"a>b b>a"_s << QString() << u"b"_s << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("circle, the first refused") << u"a>b b>c c>a"_s << QString() << u"b"_s << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("circle, the second refused") << u"a>b b>c c>a"_s << QString() << u"a"_s << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("circle, the last refused") << u"a>b b>c c>a"_s << QString() << u"c"_s << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("passed on, the end refused") << u"a>b b>d a=new"_s << QString() << u"d"_s << u"a=1 b=2 c=3 d=-"_s;
    QTest::newRow("others are changed all the same") << u"a>d c=new"_s << QString() << u"d"_s << u"a=1 b=2 c=new d=-"_s;
}

void TestSecretEdits::failuresLoseNothing()
{
    QFETCH(QString, edits);
    QFETCH(QString, unreadable);
    QFETCH(QString, unwritable);
    QFETCH(QString, kept);
    StubbornStore store;
    QVERIFY(carryOut(editsOf(u"a=1 b=2 c=3"_s), store).ok());
    store.unreadable = unreadable;
    store.unwritable = unwritable;
    QVERIFY(!carryOut(editsOf(edits), store).ok());
    store.unreadable.clear();
    QCOMPARE(store.keptOf({u"a"_s, u"b"_s, u"c"_s, u"d"_s}), kept);
}

void TestSecretEdits::nothingToDo()
{
    StubbornStore store;
    QVERIFY(carryOut({}, store).ok());
}

QTEST_GUILESS_MAIN(TestSecretEdits)
#include "tst_secretedits.moc"
