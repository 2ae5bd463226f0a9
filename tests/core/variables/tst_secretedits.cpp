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

/// Keeps what it is given, but refuses to write what is called "refused".
class StubbornStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override { m_kept.read(key, std::move(done)); }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        if (key.endsWith(u"refused"_s))
            done(Error(ErrorKind::Storage, ErrorDetail::WriteFailed, key));
        else
            m_kept.write(key, value, std::move(done));
    }
    void remove(const QString &key, DoneCallback done) override { m_kept.remove(key, std::move(done)); }

    QString kept(const QString &name)
    {
        QString found = u"-"_s;
        m_kept.read(SecretKey::ofEnvironment(u"w"_s, u"e"_s, name).text(), [&found](const Result<QString> &value) {
            if (value)
                found = *value;
        });
        return found;
    }

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
    void nothingToDo();

private:
    static Result<void> carryOut(const QList<SecretEdit> &edits, SecretStore &store)
    {
        Result<void> outcome = Error(ErrorKind::Cancelled);
        int count = 0;
        SecretEdits all(edits, u"w"_s, store);
        connect(&all, &SecretEdits::finished, &all, [&](const Result<void> &ended) {
            outcome = ended;
            ++count;
        });
        all.start();
        return count == 1 ? outcome : Error(ErrorKind::Cancelled);
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
    const auto outcome = carryOut({{u"e"_s, u"refused"_s, std::nullopt, u"a"_s}, {u"e"_s, u"b"_s, u"two"_s, {}}},
                                  store);
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.error().detail, ErrorDetail::WriteFailed);
    QCOMPARE(store.kept(u"a"_s), u"one"_s);
    QCOMPARE(store.kept(u"b"_s), u"two"_s);
}

void TestSecretEdits::nothingToDo()
{
    StubbornStore store;
    QVERIFY(carryOut({}, store).ok());
}

QTEST_GUILESS_MAIN(TestSecretEdits)
#include "tst_secretedits.moc"
