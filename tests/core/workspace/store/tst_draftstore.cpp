// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "workspace/requestfile.h"
#include "workspace/store/draftstore.h"

#include <QFileInfo>
#include <QRegularExpression>
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
    void J_noSecretIsKept();
    void J_noSecretOfABodyIsKept_data();
    void J_noSecretOfABodyIsKept();
    void J_noSecretOfATestIsKept();
    void J_noSecretOfAUrlIsKept_data();
    void J_noSecretOfAUrlIsKept();
    void J_secretsOfTheFileComeBack();
    void J_toldWhoseSecretsAreGone_data();
    void J_toldWhoseSecretsAreGone();
    void ADV_K7_M11_forTheirOwnerOnly();
    void K8_aFullDisk();
    void K8_whatHasFailedIsTriedAgain_data();
    void K8_whatHasFailedIsTriedAgain();
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

void DraftStoreTest::J_noSecretOfABodyIsKept_data()
{
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("kept");
    QTest::newRow("JSON") << QString() << uR"({"user": "ann", "password": "CAN\"ARY", "pin": {"otp": 4711}, "n": 1})"_s
                          << uR"({"user": "ann", "password": "", "pin": {"otp": null}, "n": 1})"_s;
    QTest::newRow("weak names") << QString() << uR"({"key": "user-42", "code": "EUR", "pass": 2})"_s
                                << uR"({"key": "user-42", "code": "EUR", "pass": 2})"_s;
    QTest::newRow("JSON that is cut") << QString() << uR"({"password": "CANARY)"_s << uR"({"password": ")"_s;
    QTest::newRow("references") << QString() << uR"({"password": "{{pw}}", "token": "${env:T}"})"_s
                                << uR"({"password": "{{pw}}", "token": "${env:T}"})"_s;
    QTest::newRow("form by its type") << u"application/x-www-form-urlencoded; charset=utf-8"_s
                                      << u"a b=1&password=CAN ARY&c=d"_s << u"a b=1&password=&c=d"_s;
    QTest::newRow("form by its looks") << QString() << u"user=ann&password=CANARY&to{{n}}=x&api_key={{key}}"_s
                                       << u"user=ann&password=&to{{n}}=x&api_key={{key}}"_s;
    QTest::newRow("words") << QString() << u"the token = what you like & more"_s
                           << u"the token = what you like & more"_s;
    QTest::newRow("GraphQL") << QString() << u"query A($token: String = \"x\") { a(t: $token) }"_s
                             << u"query A($token: String = \"x\") { a(t: $token) }"_s;
}

void DraftStoreTest::J_noSecretOfABodyIsKept()
{
    QFETCH(QString, contentType);
    QFETCH(QString, body);
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.config.contentType = contentType;
    draft.config.body = body;
    draft.config.graphqlVariables = uR"({"id": 1, "password": "CANARY"})"_s;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QTEST(read->config.body, "kept");
    QCOMPARE(read->config.graphqlVariables, uR"({"id": 1, "password": ""})"_s);
}

void DraftStoreTest::J_noSecretOfATestIsKept()
{
    const auto equals = [](TestSubject subject, const QString &target, const QString &value) {
        return RequestTest{subject, target, TestComparison::Equals, value};
    };
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.config.tests = {equals(TestSubject::Header, u"X-Api-Key"_s, u"CANARY"_s),
                          equals(TestSubject::Header, u"X-Api-Key"_s, u"{{key}}"_s),
                          equals(TestSubject::Json, u"$.a.access_token"_s, u"CANARY"_s),
                          equals(TestSubject::Json, u"$['a']['access_token']"_s, u"CANARY"_s),
                          equals(TestSubject::Json, u"$.user"_s, uR"({"name": "ann", "password": "CANARY"})"_s),
                          equals(TestSubject::Json, u"$.code"_s, u"7"_s),
                          equals(TestSubject::Body, {}, u"ok"_s)};
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QStringList values;
    for (const RequestTest &test : read->config.tests)
        values.append(test.value);
    QCOMPARE(values, (QStringList{{}, u"{{key}}"_s, {}, {}, uR"({"name": "ann", "password": ""})"_s, u"7"_s, u"ok"_s}));
}

void DraftStoreTest::J_noSecretOfAUrlIsKept_data()
{
    QTest::addColumn<ConfigUrl>("url");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const QString &text, const QString &kept) {
        QTest::newRow(name) << (text.contains(u"{{") ? ConfigUrl::withVariables(text) : ConfigUrl(QUrl(text))) << kept;
    };
    row("user info", u"https://ann:CANARY@auth.example/token"_s, u"https://auth.example/token"_s);
    row("in a template", u"https://ann:CANARY@{{host}}/token"_s, u"https://{{host}}/token"_s);
    row("an item", u"https://auth.example/token?a=1&api_key=CANARY"_s, u"https://auth.example/token?a=1&api_key="_s);
    row("a variable", u"https://auth.example/token?api_key={{key}}"_s, u"https://auth.example/token?api_key={{key}}"_s);
    row("no secret", u"https://auth.example/realms/me@shop/token"_s, u"https://auth.example/realms/me@shop/token"_s);
    row("none", {}, {});
}

void DraftStoreTest::J_noSecretOfAUrlIsKept()
{
    QFETCH(const ConfigUrl, url);
    RequestConfig config;
    config.auth = AuthConfig();
    config.auth->type = AuthType::OAuth2;
    config.auth->tokenUrl = url;
    config.auth->issuer = url;
    const RequestConfig kept = withoutSecrets(config);
    QTEST(kept.auth->tokenUrl.text(), "kept");
    QTEST(kept.auth->issuer.text(), "kept");
    QCOMPARE(withSecretsOf(config, kept), config);
}

void DraftStoreTest::J_secretsOfTheFileComeBack()
{
    RequestConfig file = namedRequest(u"Log in"_s);
    file.path = u"/a?token=one"_s;
    file.headers = {{u"X-Api-Key"_s, u"one"_s, true}, {u"X-Api-Key"_s, u"two"_s, true}, {u"Accept"_s, u"*/*"_s, true}};
    file.body = uR"({"otp": 4711})"_s;
    file.graphqlVariables = uR"({"token": "one"})"_s;
    file.tests = {{TestSubject::Header, u"Set-Cookie"_s, TestComparison::Equals, u"one"_s}};
    file.auth = AuthConfig();
    file.auth->password = Secret::plain(u"one"_s);
    RequestConfig edited = file;
    edited.name = u"Sign in"_s;
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)), edited);
    edited.headers.move(1, 2); // the rest of the file's rows are still known
    edited.headers.append({u"X-Other-Key"_s, u"mine"_s, true});
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)), edited);
    edited.body = uR"({"otp": 4711, "more": true})"_s;
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)).body, uR"({"otp": null, "more": true})"_s);
    file.body = u"a=1&password=one"_s;
    edited.body = file.body;
    edited.contentType = u"application/x-www-form-urlencoded"_s;
    QCOMPARE(withSecretsOf(file, withoutSecrets(edited)).body, file.body);
}

void DraftStoreTest::J_toldWhoseSecretsAreGone_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("body");
    QTest::addColumn<DraftSecrets>("secrets");
    QTest::newRow("none") << u"{}"_s << uR"({"token": "{{token}}"})"_s << DraftSecrets::None;
    QTest::newRow("of the file") << uR"({"otp": 1})"_s << uR"({"otp": 1})"_s << DraftSecrets::OfTheFile;
    QTest::newRow("another value") << uR"({"otp": 1})"_s << uR"({"otp": 2})"_s << DraftSecrets::OfItsOwn;
    QTest::newRow("beside other changes") << uR"({"otp": 1})"_s << uR"({"otp": 1, "a": 2})"_s << DraftSecrets::OfItsOwn;
    QTest::newRow("of no file") << QString() << uR"({"otp": 1})"_s << DraftSecrets::OfItsOwn;
}

void DraftStoreTest::J_toldWhoseSecretsAreGone()
{
    QFETCH(QString, file);
    QFETCH(QString, body);
    KeptDraft draft = draftOf(u"a"_s, u"Secretive"_s);
    draft.file = draft.config;
    draft.file.body = file;
    draft.config.body = body;
    const auto read = readDraft(draft.key, writeDraft(draft));
    QVERIFY(read.ok());
    QTEST(read->secrets, "secrets");
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
