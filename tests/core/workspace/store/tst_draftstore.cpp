// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/store/draftstore.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Step = FailingFileSystem::Step;
using Failing = FailingFileSystem::Failing;

namespace {

KeptDraft draftOf(const QString &key, const QString &name)
{
    return {key, u"orders"_s, u"auth/login"_s, namedRequest(name)};
}

/// What a program would find that is started now.
QList<KeptDraft> draftsIn(const QString &folder)
{
    SystemFileSystem files;
    VirtualScheduler scheduler;
    DraftStore store(folder, files, scheduler);
    QSignalSpy restored(&store, &DraftStore::restored);
    store.restore();
    [&restored] { QTRY_COMPARE(restored.size(), 1); }();
    return restored.value(0).value(0).value<QList<KeptDraft>>();
}

} // namespace

class DraftStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptWithinASecond();
    void discarded();
    void anOrderlyEnd();
    void unfinishedRequests();
    void J_noSecretIsKept();
    void K7_forTheirOwnerOnly();
    void K8_aFullDisk();
    void K1_brokenDrafts();
};

void DraftStoreTest::keptWithinASecond()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"state/drafts"_s);
    SystemFileSystem files;
    VirtualScheduler scheduler;
    DraftStore store(path, files, scheduler);
    store.keep(draftOf(u"b"_s, u"First"_s));
    scheduler.advance(300ms);
    store.keep(draftOf(u"b"_s, u"Second"_s));
    store.keep(draftOf(u"a"_s, u"Other"_s));
    scheduler.advance(200ms); // half a second after the first
    QTRY_COMPARE(filesIn(path).size(), 2);
    QCOMPARE(draftsIn(path), (QList<KeptDraft>{draftOf(u"a"_s, u"Other"_s), draftOf(u"b"_s, u"Second"_s)}));
    store.keep(draftOf(u"b"_s, u"Third"_s));
    scheduler.advance(1s);
    QTRY_COMPARE(draftsIn(path).last(), draftOf(u"b"_s, u"Third"_s));
    QCOMPARE(scheduler.pending(), 0);
}

void DraftStoreTest::discarded()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    {
        DraftStore store(folder.path(), files, scheduler);
        for (const QString &key : {u"a"_s, u"b"_s, u"c"_s})
            store.keep(draftOf(key, key));
        store.discard(u"b"_s); // before it was written
        scheduler.advance(1s);
        store.discard(u"c"_s); // while it is written
        store.discard(u"never-there"_s);
        store.discard(u"../a"_s);
    }
    QCOMPARE(draftsIn(folder.path()), QList<KeptDraft>{draftOf(u"a"_s, u"a"_s)});
}

void DraftStoreTest::anOrderlyEnd()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    {
        DraftStore store(folder.path(), files, scheduler);
        store.keep(draftOf(u"a"_s, u"Just now"_s));
        store.keep(draftOf(u"../evil"_s, u"Nowhere"_s));
    }
    QCOMPARE(scheduler.pending(), 0);
    QCOMPARE(draftsIn(folder.path()), QList<KeptDraft>{draftOf(u"a"_s, u"Just now"_s)});
}

void DraftStoreTest::unfinishedRequests()
{
    KeptDraft draft{u"new"_s};
    draft.config.method = u"GE T"_s;
    draft.config.headers = {{{}, u"value first"_s, true}};
    draft.config.tests = {{TestSubject::Json, {}, TestComparison::Matches, u"("_s}};
    draft.config.body = u"{\"a\": \n"_s;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QCOMPARE(*read, draft);
}

void DraftStoreTest::J_noSecretIsKept()
{
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    RequestConfig &config = draft.config;
    config.path = u"/a?api_key=CANARY&page=1&token={{token}}"_s;
    config.headers = {{u"Authorization"_s, u"Bearer CANARY"_s, true}, {u"X-Api-Key"_s, u"{{key}}"_s, true}};
    config.params = {{u"access_token"_s, u"CANARY"_s, false}, {u"page"_s, u"1"_s, true}};
    config.form = {{u"password"_s, u"CANARY"_s, true}};
    config.multipart = {{u"client_secret"_s, u"CANARY"_s, {}}};
    config.auth = AuthConfig();
    config.auth->type = AuthType::Custom;
    config.auth->token = Secret::plain(u"CANARY"_s);
    config.auth->password = Secret::environment(u"PASSWORD"_s);
    config.auth->customHeaders = {{u"X-Sign"_s, Secret::plain(u"CANARY"_s)}, {u"X-Other"_s, Secret::keychain()}};
    config.auth->extraParams = {{u"assertion"_s, u"CANARY"_s}};
    const QByteArray text = writeDraft(draft);
    QVERIFY(!text.contains("CANARY"));
    const auto read = readDraft(draft.key, text);
    QVERIFY(read.ok());
    QCOMPARE(read->config.path, u"/a?api_key=&page=1&token={{token}}"_s);
    QCOMPARE(read->config.headers.at(1).value, u"{{key}}"_s);
    QCOMPARE(read->config.params.at(1).value, u"1"_s);
    QVERIFY(read->config.auth->password == Secret::environment(u"PASSWORD"_s));
    QVERIFY(read->config.auth->customHeaders.at(1).second == Secret::keychain());
}

void DraftStoreTest::K7_forTheirOwnerOnly()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    {
        DraftStore store(folder.path(), files, scheduler);
        store.keep(draftOf(u"a"_s, u"Mine"_s));
    }
    const auto permissions = QFileInfo(folder.filePath(u"a.json"_s)).permissions();
    QVERIFY(permissions & QFileDevice::ReadOwner);
    QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther)));
#else
    QSKIP("permissions of Unix");
#endif
}

void DraftStoreTest::K8_aFullDisk()
{
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 1, Failing::Once);
    VirtualScheduler scheduler;
    DraftStore store(folder.path(), files, scheduler);
    QSignalSpy failed(&store, &DraftStore::failed);
    store.keep(draftOf(u"a"_s, u"First"_s));
    scheduler.advance(1s);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().detail, ErrorDetail::WriteFailed);
    QVERIFY(filesIn(folder.path()).isEmpty());
    store.keep(draftOf(u"a"_s, u"Second"_s));
    scheduler.advance(1s);
    QTRY_COMPARE(filesIn(folder.path()).size(), 1);
    QCOMPARE(failed.size(), 1);
}

void DraftStoreTest::K1_brokenDrafts()
{
    const QTemporaryDir folder;
    const QByteArray whole = writeDraft(draftOf(u"x"_s, u"Whole"_s));
    QVERIFY(writeBytes(folder.filePath(u"empty.json"_s), {}));
    QVERIFY(writeBytes(folder.filePath(u"half.json"_s), whole.first(whole.size() / 2)));
    QVERIFY(writeBytes(folder.filePath(u"list.json"_s), "[1]"));
    QVERIFY(writeBytes(folder.filePath(u"newer.json"_s), R"({"request": {"format": 2, "name": "x"}})"));
    QVERIFY(writeBytes(folder.filePath(u"whole.json"_s), whole));
    QVERIFY(writeBytes(folder.filePath(u".whole.json.0.part"_s), "half"));
    QCOMPARE(draftsIn(folder.path()), QList<KeptDraft>{draftOf(u"whole"_s, u"Whole"_s)});
    QCOMPARE(filesIn(folder.path()).size(), 5); // what is broken is nobody's to remove
    QVERIFY(draftsIn(folder.filePath(u"gone"_s)).isEmpty());
}

QTEST_GUILESS_MAIN(DraftStoreTest)
#include "tst_draftstore.moc"
