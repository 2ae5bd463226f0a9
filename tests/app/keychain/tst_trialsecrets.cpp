// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/trialsecrets.h"

#include "auth/secretkey.h"
#include "auth/secretstore.h"
#include "keychain/secretindex.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Tells which secrets are to be removed, and asks nobody.
class NotingStore final : public SecretStore
{
public:
    void read(const QString &, ReadCallback) override { ++others; }
    void write(const QString &, const QString &, DoneCallback) override { ++others; }
    void remove(const QString &key, DoneCallback done) override
    {
        removed.append(key);
        done({});
    }
    void contains(const QString &, ContainsCallback) override { ++others; }

    QStringList removed;
    int others = 0;
};

} // namespace

class tst_trialsecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void J14_whatACrashHasLeftGoes();
    void J14_whatMayBeUsedStays();
    void J14_namesWithoutARunGoAfterADay_data();
    void J14_namesWithoutARunGoAfterADay();
    void J14_withoutALockThoseOfThisRunStay_data();
    void J14_withoutALockThoseOfThisRunStay();
    void J14_waitsUntilNobodyIsAsked();
    void ofThePresentWorkspaceAlone();
    void withoutALockThereIsNoMark();

private:
    [[nodiscard]] static QString keyOf(const QString &slug, const QString &workspace = u"w"_s)
    {
        return SecretKey::ofClient(workspace, slug, u"auth.refresh_token"_s).text();
    }
    /// Of a dialog of that run.
    [[nodiscard]] QString addTrial(const QString &kind, const QString &mark)
    {
        const QString key = keyOf(u":%1-%2%3"_s.arg(kind, mark, QUuid::createUuid().toString(QUuid::WithoutBraces)));
        m_index->add(key);
        return key;
    }
    [[nodiscard]] QString lockOf(const QString &mark) const
    {
        return m_folder->filePath(u"run-%1.lock"_s.arg(mark.chopped(1)));
    }
    [[nodiscard]] static bool setAge(const QString &path, int hours)
    {
        QFile file(path);
        return file.open(QIODevice::ReadWrite)
            && file.setFileTime(QDateTime::currentDateTime().addSecs(-3600 * hours), QFileDevice::FileModificationTime);
    }
    [[nodiscard]] QStringList removedNow()
    {
        TrialSecrets later(m_folder->path());
        m_status->setState(SecretStoreState::Unlocked);
        later.removeLeft(*m_status, m_store, *m_index, u"w"_s);
        return std::exchange(m_store.removed, {});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SecretIndex> m_index;
    std::unique_ptr<SecretStoreStatus> m_status;
    NotingStore m_store;
};

void tst_trialsecrets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_index = std::make_unique<SecretIndex>(m_folder->path());
    m_status = std::make_unique<SecretStoreStatus>();
    m_store.removed.clear();
    m_store.others = 0;
}

void tst_trialsecrets::J14_whatACrashHasLeftGoes()
{
    auto run = std::make_unique<TrialSecrets>(m_folder->path());
    const QString mark = run->mark();
    const QStringList keys{addTrial(u"new"_s, mark), addTrial(u"tried"_s, mark)};
    QVERIFY(removedNow().isEmpty());
    QFile lock(lockOf(mark));
    QVERIFY(lock.open(QIODevice::ReadOnly));
    QList<QByteArray> lines = lock.readAll().split('\n');
    lines.first() = "4194305"; // no process has such a number
    run.reset();
    QFile stale(lockOf(mark)); // as it is when nobody could remove it
    QVERIFY(stale.open(QIODevice::WriteOnly) && stale.write(lines.join('\n')) > 0);
    stale.close();
    QCOMPARE(removedNow(), keys);
    QVERIFY(!stale.exists());
}

void tst_trialsecrets::J14_whatMayBeUsedStays()
{
    TrialSecrets other(m_folder->path());
    (void)addTrial(u"tried"_s, other.mark());
    for (const QString &slug : {u"orders"_s, u"tried-x"_s, u":tried-../../x.y"_s, u":request 1"_s})
        m_index->add(keyOf(slug));
    m_index->add(SecretKey::ofEnvironment(u"w"_s, u":tried-x"_s, u"token"_s).text());
    QVERIFY(removedNow().isEmpty());
    TrialSecrets own(m_folder->path());
    (void)addTrial(u"tried"_s, own.mark());
    own.removeLeft(*m_status, m_store, *m_index, u"w"_s);
    QVERIFY(m_store.removed.isEmpty());
    QCOMPARE(m_store.others, 0);
}

void tst_trialsecrets::J14_namesWithoutARunGoAfterADay_data()
{
    QTest::addColumn<int>("hours");
    QTest::addColumn<bool>("isLeft");
    QTest::newRow("23 hours") << 23 << false;
    QTest::newRow("25 hours") << 25 << true;
}

void tst_trialsecrets::J14_namesWithoutARunGoAfterADay()
{
    QFETCH(const int, hours);
    const QString key = addTrial(u"tried"_s, {});
    m_index = std::make_unique<SecretIndex>(m_folder->path()); // of a later run
    QVERIFY(setAge(m_folder->filePath(u"w.json"_s), hours));
    QTEST(!removedNow().isEmpty(), "isLeft");
}

void tst_trialsecrets::J14_withoutALockThoseOfThisRunStay_data()
{
    QTest::addColumn<bool>("isWritten");
    QTest::newRow("nothing can be written") << false;
    QTest::newRow("written and left alone for a day") << true;
}

/// An open dialog may have signed in with them.
void tst_trialsecrets::J14_withoutALockThoseOfThisRunStay()
{
    QFETCH(const bool, isWritten);
    const QString earlier = addTrial(u"tried"_s, {});
    const QString list = m_folder->filePath(u"w.json"_s);
    m_index = std::make_unique<SecretIndex>(m_folder->path());
    TrialSecrets run(m_folder->filePath(u"w.json/no folder"_s));
    run.removeLeft(*m_status, m_store, *m_index, u"w"_s);
    QVERIFY(isWritten || QDir().mkpath(list + u".lock/held"_s)); // no lock file can be made there
    (void)addTrial(u"tried"_s, run.mark());
    QVERIFY(setAge(list, 25));
    m_status->setState(SecretStoreState::Unlocked);
    QCOMPARE(m_store.removed, QStringList{earlier});
}

void tst_trialsecrets::J14_waitsUntilNobodyIsAsked()
{
    const QString key = addTrial(u"tried"_s, TrialSecrets(m_folder->path()).mark());
    TrialSecrets later(m_folder->path());
    later.removeLeft(*m_status, m_store, *m_index, u"w"_s);
    for (const SecretStoreState state : {SecretStoreState::Locked, SecretStoreState::WaitingForUser,
                                         SecretStoreState::Denied, SecretStoreState::Absent}) {
        m_status->setState(state);
        QVERIFY(m_store.removed.isEmpty());
    }
    m_status->setState(SecretStoreState::Unlocked);
    QCOMPARE(m_store.removed, QStringList{key});
    m_status->setState(SecretStoreState::Locked);
    m_status->setState(SecretStoreState::Unlocked); // once is enough
    QCOMPARE(m_store.removed, QStringList{key});
}

void tst_trialsecrets::ofThePresentWorkspaceAlone()
{
    TrialSecrets run(m_folder->path());
    m_index->add(
        keyOf(u":tried-0123456789abcdef0123456789abcdef."_s + QUuid::createUuid().toString(QUuid::WithoutBraces),
              u"other"_s));
    QVERIFY(removedNow().isEmpty());
}

void tst_trialsecrets::withoutALockThereIsNoMark()
{
    QVERIFY(QFile(m_folder->filePath(u"file"_s)).open(QIODevice::WriteOnly));
    TrialSecrets run(m_folder->filePath(u"file/folder"_s));
    QCOMPARE(run.mark(), QString());
}

QTEST_GUILESS_MAIN(tst_trialsecrets)
#include "tst_trialsecrets.moc"
