// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/requestfile.h"
#include "workspace/store/draftstore.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QScopeGuard>
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

/// What a program finds that is started now.
QList<KeptDraft> restoredFrom(const QString &folder)
{
    SystemFileSystem files;
    VirtualScheduler scheduler;
    DraftStore store(folder, files, scheduler);
    QSignalSpy restored(&store, &DraftStore::restored);
    store.restore();
    [&restored] { QTRY_COMPARE(restored.size(), 1); }();
    return restored.value(0).value(0).value<QList<KeptDraft>>();
}

/// What one would find if all others had crashed.
QList<KeptDraft> draftsIn(const QString &folder)
{
    const QTemporaryDir later;
    const QMap<QString, QByteArray> files = filesIn(folder);
    for (auto file = files.begin(); file != files.end(); ++file) {
        if (!file.key().endsWith(u".lock"_s) && !writeBytes(later.filePath(file.key()), *file))
            qFatal("A draft cannot be copied");
    }
    return restoredFrom(later.path());
}

/// What was begun before is done, and was reported.
void finishWork(DraftStore &store)
{
    QSignalSpy restored(&store, &DraftStore::restored);
    store.restore();
    QTRY_COMPARE(restored.size(), 1);
}

/// Without those that are still being written.
QStringList draftFilesIn(const QString &folder)
{
    static const QRegularExpression whole(u"\\.json$"_s);
    return QStringList(filesIn(folder).keys()).filter(whole);
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
    void whatNoRequestsFileMayHold();
    void ADV_K7_M11_forTheirOwnerOnly();
    void K8_aFullDisk();
    void K8_whatHasFailedIsTriedAgain_data();
    void K8_whatHasFailedIsTriedAgain();
    void K8_whatHasFailedIsUnkeptWhateverElseWorks();
    void K8_triedBeforeSomebodyLeaves_data();
    void K8_triedBeforeSomebodyLeaves();
    void K8_aDiskThatDoesNotAnswer();
    void K1_brokenDrafts();
    void K10_twoInstances();
    void ADV_K10_M11_whatTheDeadHaveLeft();
    void K10_nothingOfTheLivingIsTouched();
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
    QTRY_COMPARE(draftFilesIn(path).size(), 2);
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

void DraftStoreTest::whatNoRequestsFileMayHold()
{
    const QString tooLong(70'000, u'x');
    KeptDraft draft{u"new"_s};
    RequestConfig &config = draft.config;
    config.name = u"two\nlines "_s + tooLong;
    config.method = u"GE\tT"_s;
    config.path = u"/healthy/\n{{nope}}/%zz?q=a b&x=<b>"_s + tooLong + u"#frag"_s;
    config.params = {{u"a\nb"_s, u"1"_s, false}};
    config.headers = {{tooLong, u"1\r\n2"_s, true}};
    config.multipart = {{u"part"_s, {}, u"no\nfile"_s}};
    config.contentType = u"a\nb"_s;
    config.bodyFile = u"no\nfile"_s;
    config.graphqlOperation = u"A\nB"_s;
    config.auth = AuthConfig();
    config.auth->type = AuthType::Basic;
    config.auth->username = u"an\nn"_s;
    config.tests = {{TestSubject::Header, u"X\nY"_s, TestComparison::Exists}};
    config.captures = {{tooLong, CaptureSource::Header, u"X\nY"_s}};
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QCOMPARE(read->config.path, config.path);
    QCOMPARE(*read, draft);
    QVERIFY(!validate(config).isEmpty()); // to be corrected before it is saved
    QVERIFY(!readRequestConfig(writeRequestConfig(config)).ok());
}

void DraftStoreTest::ADV_K7_M11_forTheirOwnerOnly()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    {
        DraftStore store(folder.path(), files, scheduler);
        store.keep(draftOf(u"a"_s, u"Mine"_s));
    }
    const auto permissions = QFileInfo(folder.filePath(draftFilesIn(folder.path()).first())).permissions();
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
    QVERIFY(draftFilesIn(folder.path()).isEmpty());
    store.keep(draftOf(u"a"_s, u"Second"_s));
    scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(folder.path()).size(), 1);
    QCOMPARE(failed.size(), 1);
}

void DraftStoreTest::K8_whatHasFailedIsTriedAgain_data()
{
    QTest::addColumn<bool>("goesOn"); // else the program ends
    QTest::newRow("with another draft") << true;
    QTest::newRow("at the end") << false;
}

void DraftStoreTest::K8_whatHasFailedIsTriedAgain()
{
    QFETCH(bool, goesOn);
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 1, Failing::Once);
    VirtualScheduler scheduler;
    {
        DraftStore store(folder.path(), files, scheduler);
        QSignalSpy failed(&store, &DraftStore::failed);
        store.keep(draftOf(u"a"_s, u"First"_s));
        QVERIFY(!store.isUnkept(u"a"_s));
        scheduler.advance(1s);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(store.isUnkept(u"a"_s) && !store.isUnkept(u"b"_s));
        if (goesOn) {
            store.keep(draftOf(u"b"_s, u"Other"_s));
            scheduler.advance(1s);
            QTRY_VERIFY(!store.isUnkept(u"a"_s));
        }
    }
    QCOMPARE(draftFilesIn(folder.path()).size(), goesOn ? 2 : 1);
    QCOMPARE(restoredFrom(folder.path()).first(), draftOf(u"a"_s, u"First"_s));
}

void DraftStoreTest::K8_whatHasFailedIsUnkeptWhateverElseWorks()
{
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 1, Failing::Once);
    VirtualScheduler scheduler;
    DraftStore store(folder.path(), files, scheduler);
    QSignalSpy failed(&store, &DraftStore::failed);
    store.keep(draftOf(u"a"_s, u"First"_s));
    scheduler.advance(1s);
    store.keep(draftOf(u"b"_s, u"Other"_s)); // before it is known that the first one has failed
    scheduler.advance(1s);
    finishWork(store);
    QCOMPARE(failed.size(), 1);
    QVERIFY(store.isUnkept(u"a"_s) && !store.isUnkept(u"b"_s));
    store.keep(draftOf(u"c"_s, u"Third"_s));
    scheduler.advance(1s);
    finishWork(store);
    QVERIFY(!store.isUnkept(u"a"_s));
    QCOMPARE(draftsIn(folder.path()).size(), 3);
    QCOMPARE(failed.size(), 1);
}

void DraftStoreTest::K8_triedBeforeSomebodyLeaves_data()
{
    QTest::addColumn<int>("failing"); // of the drafts
    QTest::newRow("all can be kept") << 0;
    QTest::newRow("one cannot") << 1;
}

void DraftStoreTest::K8_triedBeforeSomebodyLeaves()
{
    QFETCH(int, failing);
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, failing, Failing::Once);
    VirtualScheduler scheduler;
    DraftStore store(folder.path(), files, scheduler);
    QSignalSpy tried(&store, &DraftStore::tried);
    QVERIFY(!store.isUntried());
    store.keep(draftOf(u"a"_s, u"First"_s));
    QVERIFY(store.isUntried() && !store.isUnkept(u"a"_s));
    store.writeNow();
    store.writeNow(); // he is impatient
    QVERIFY(store.isUntried());
    QTRY_COMPARE(tried.size(), 1);
    QVERIFY(!store.isUntried());
    QCOMPARE(store.isUnkept(u"a"_s), failing > 0);
    QCOMPARE(draftFilesIn(folder.path()).size(), 1 - failing);
    QCOMPARE(scheduler.pending(), 0);
    store.writeNow(); // there may be room by now
    QCOMPARE(store.isUntried(), failing > 0);
    QCOMPARE(store.hasFailed(), failing > 0);
    QTRY_COMPARE(tried.size(), 1 + failing);
    QVERIFY(!store.isUntried() && !store.hasFailed());
    QCOMPARE(draftFilesIn(folder.path()).size(), 1);
    store.keep(draftOf(u"b"_s, u"Second"_s));
    store.writeNow();
    store.discard(u"b"_s);
    QTRY_COMPARE(tried.size(), 2 + failing);
    QVERIFY(!store.isUntried());
}

void DraftStoreTest::K8_aDiskThatDoesNotAnswer()
{
    const QTemporaryDir folder;
    FailingFileSystem files(Step::Create, 0, Failing::Once);
    files.stop();
    VirtualScheduler scheduler;
    DraftStore store(folder.path(), files, scheduler);
    const auto letGo = qScopeGuard([&files] { files.goOn(); });
    QSignalSpy tried(&store, &DraftStore::tried);
    store.keep(draftOf(u"a"_s, u"First"_s));
    store.writeNow();
    scheduler.advance(1s);
    QVERIFY(store.isUntried() && tried.isEmpty());
    scheduler.advance(1s);
    QCOMPARE(tried.size(), 1);
    QVERIFY(!store.isUntried() && store.isUnkept(u"a"_s)); // as far as anybody knows
    files.goOn();
    QTRY_VERIFY(!store.isUnkept(u"a"_s));
    QCOMPARE(draftsIn(folder.path()), QList<KeptDraft>{draftOf(u"a"_s, u"First"_s)});
    QCOMPARE(tried.size(), 1);
}

void DraftStoreTest::K1_brokenDrafts()
{
    const QTemporaryDir folder;
    const QByteArray whole = writeDraft(draftOf(u"x"_s, u"Whole"_s));
    QVERIFY(writeBytes(folder.filePath(u"old/empty.json"_s), {}));
    QVERIFY(writeBytes(folder.filePath(u"old/half.json"_s), whole.first(whole.size() / 2)));
    QVERIFY(writeBytes(folder.filePath(u"old/list.json"_s), "[1]"));
    QVERIFY(writeBytes(folder.filePath(u"old/newer.json"_s), R"({"request": {"format": 2, "name": "x"}})"));
    QVERIFY(writeBytes(folder.filePath(u"old/whole.json"_s), whole));
    QVERIFY(writeBytes(folder.filePath(u"old/.whole.json.0.part"_s), "half"));
    QCOMPARE(restoredFrom(folder.path()), QList<KeptDraft>{draftOf(u"whole"_s, u"Whole"_s)});
    QCOMPARE(draftFilesIn(folder.path()).size(), 5); // what is broken is nobody's to remove
    QVERIFY(draftsIn(folder.filePath(u"gone"_s)).isEmpty());
}

void DraftStoreTest::K10_twoInstances()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    auto one = std::make_unique<DraftStore>(folder.path(), files, scheduler);
    one->keep(draftOf(u"a"_s, u"One"_s));
    scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(folder.path()).size(), 1);
    DraftStore other(folder.path(), files, scheduler);
    QSignalSpy restored(&other, &DraftStore::restored);
    other.restore();
    QTRY_COMPARE(restored.size(), 1);
    QVERIFY(restored.first().first().value<QList<KeptDraft>>().isEmpty());
    other.keep(draftOf(u"b"_s, u"Other"_s));
    other.discard(u"a"_s); // which is not its own
    scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(folder.path()).size(), 2);
    QCOMPARE(draftsIn(folder.path()), (QList<KeptDraft>{draftOf(u"a"_s, u"One"_s), draftOf(u"b"_s, u"Other"_s)}));
    one.reset();
    QCOMPARE(restoredFrom(folder.path()), QList<KeptDraft>{draftOf(u"a"_s, u"One"_s)});
}

void DraftStoreTest::ADV_K10_M11_whatTheDeadHaveLeft()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    {
        DraftStore crashed(folder.path(), files, scheduler);
        crashed.keep(draftOf(u"a"_s, u"Left"_s));
        scheduler.advance(1s);
        QTRY_COMPARE(draftFilesIn(folder.path()).size(), 1);
        // Its lock as it would lie there, with a number that no process has.
        const QString lock = QStringList(filesIn(folder.path()).keys()).filter(u".lock"_s).value(0);
        QByteArray content = bytesIn(folder.filePath(lock));
        content.replace(0, content.indexOf('\n'), "2147483646");
        QVERIFY(writeBytes(folder.filePath(u"dead.lock"_s), content));
        QVERIFY(writeBytes(folder.filePath(u"dead/b.json"_s), writeDraft(draftOf(u"b"_s, u"Dead"_s))));
        QVERIFY(writeBytes(folder.filePath(u"dead/.b.json.0.part"_s), "half"));
        DraftStore next(folder.path(), files, scheduler);
        QSignalSpy restored(&next, &DraftStore::restored);
        next.restore();
        QTRY_COMPARE(restored.size(), 1);
        QCOMPARE(restored.first().first().value<QList<KeptDraft>>(), QList<KeptDraft>{draftOf(u"b"_s, u"Dead"_s)});
        QVERIFY(!QFileInfo::exists(folder.filePath(u"dead"_s)));
        QVERIFY(!QFileInfo::exists(folder.filePath(u"dead.lock"_s)));
        next.discard(u"b"_s);
    }
    QCOMPARE(restoredFrom(folder.path()), QList<KeptDraft>{draftOf(u"a"_s, u"Left"_s)});
    QCOMPARE(filesIn(folder.path()).size(), 1); // no lock outlives its owner
}

void DraftStoreTest::K10_nothingOfTheLivingIsTouched()
{
    const QTemporaryDir folder;
    SystemFileSystem files;
    VirtualScheduler scheduler;
    DraftStore one(folder.path(), files, scheduler);
    one.keep(draftOf(u"a"_s, u"One"_s));
    scheduler.advance(1s);
    QTRY_COMPARE(draftFilesIn(folder.path()).size(), 1);
    const QString own = QFileInfo(draftFilesIn(folder.path()).first()).path();
    const QString unfinished = folder.filePath(own + u"/.a.json.0.part"_s);
    QVERIFY(writeBytes(unfinished, "half"));
    QVERIFY(restoredFrom(folder.path()).isEmpty());
    QVERIFY(QFileInfo::exists(unfinished));
}

QTEST_GUILESS_MAIN(DraftStoreTest)
#include "tst_draftstore.moc"
