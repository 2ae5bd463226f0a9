// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authmanager.h"
#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "support/faketransport.h"

#include <QTest>

using namespace fuseboard;

namespace {

AuthConfig bearerFrom(Secret secret)
{
    AuthConfig config;
    config.type = AuthType::Bearer;
    config.token = std::move(secret);
    return config;
}

/// Answers only when told to, as a keychain that asks its user.
class SlowStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override { reads.append({key, std::move(done)}); }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }

    QList<QPair<QString, ReadCallback>> reads;
};

} // namespace

class TestAuthManager : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] AuthManager::Means means(SecretStore &store) { return {m_scheduler, m_transport, store}; }

    VirtualScheduler m_scheduler;
    FakeTransport m_transport{m_scheduler};

private Q_SLOTS:
    void withoutAuthThereIsNothingToDo();
    void looksUpEachSource_data();
    void looksUpEachSource();
    void O01_oneLookUpForAllWhoAsk();
    void failedLookUpIsTriedAnew();
    void A12_unusableSecretsAreRefused_data();
    void A12_unusableSecretsAreRefused();
    void A12_aPasswordMayBeginWithAQuote();
    void S05_redactorKnowsWhatWasLookedUp();
    void S05_redactorInheritsFromTheOneBefore();
    void D2_nothingIsAppliedBeforeItIsReady();
    void destroyedWhileAskingCallsBack();
};

void TestAuthManager::withoutAuthThereIsNothingToDo()
{
    MemorySecretStore store;
    AuthManager manager(std::nullopt, QStringLiteral("c"), means(store));
    QVERIFY(manager.isReady());
    Request request;
    QVERIFY(manager.apply(request).ok());
    QVERIFY(request.headers.isEmpty());
}

void TestAuthManager::looksUpEachSource_data()
{
    QTest::addColumn<int>("source");
    QTest::addColumn<bool>("there");
    QTest::newRow("plain") << static_cast<int>(Secret::Source::Plain) << true;
    QTest::newRow("keychain") << static_cast<int>(Secret::Source::Keychain) << true;
    QTest::newRow("keychain, missing") << static_cast<int>(Secret::Source::Keychain) << false;
    QTest::newRow("environment") << static_cast<int>(Secret::Source::Environment) << true;
    QTest::newRow("environment, missing") << static_cast<int>(Secret::Source::Environment) << false;
    QTest::newRow("none") << static_cast<int>(Secret::Source::None) << false;
}

void TestAuthManager::looksUpEachSource()
{
    QFETCH(int, source);
    QFETCH(bool, there);
    MemorySecretStore store;
    Secret secret;
    switch (static_cast<Secret::Source>(source)) {
    case Secret::Source::None:
        break;
    case Secret::Source::Plain:
        secret = Secret::plain(QStringLiteral("tok"));
        break;
    case Secret::Source::Keychain:
        secret = Secret::keychain();
        if (there)
            store.write(SecretKey::ofName(QStringLiteral("c"), QStringLiteral("auth.token")).text(),
                        QStringLiteral("tok"), [](const Result<void> &) {});
        break;
    case Secret::Source::Environment:
        secret = Secret::environment(there ? QStringLiteral("FUSEBOARD_TEST_TOKEN") : QStringLiteral("FUSEBOARD_NO"));
        qputenv("FUSEBOARD_TEST_TOKEN", "tok");
        break;
    }
    AuthManager manager(bearerFrom(secret), QStringLiteral("c"), means(store));
    std::optional<bool> ok;
    manager.prepare([&ok](const Result<void> &result) {
        ok = result.ok();
        if (!result)
            QCOMPARE(result.error().detail, ErrorDetail::SecretMissing);
    });
    QCOMPARE(ok, std::optional(there));
    QCOMPARE(manager.isReady(), there);
    if (there) {
        Request request;
        QVERIFY(manager.apply(request));
        QCOMPARE(*request.headers.value("Authorization"), QByteArray("Bearer tok"));
    }
}

void TestAuthManager::O01_oneLookUpForAllWhoAsk()
{
    SlowStore store;
    AuthManager manager(bearerFrom(Secret::keychain()), QStringLiteral("c"), means(store));
    int answered = 0;
    for (int i = 0; i < 100; ++i)
        manager.prepare([&answered](const Result<void> &result) { answered += result.ok() ? 1 : 0; });
    QCOMPARE(store.reads.size(), 1);
    QCOMPARE(answered, 0);
    store.reads.first().second(QStringLiteral("tok"));
    QCOMPARE(answered, 100);
}

void TestAuthManager::failedLookUpIsTriedAnew()
{
    SlowStore store;
    AuthManager manager(bearerFrom(Secret::keychain()), QStringLiteral("c"), means(store));
    int failures = 0;
    manager.prepare([&failures](const Result<void> &result) { failures += result.ok() ? 0 : 1; });
    store.reads.takeFirst().second(Error(ErrorKind::Storage, ErrorDetail::ReadFailed));
    QCOMPARE(failures, 1);
    bool ready = false;
    manager.prepare([&ready](const Result<void> &result) { ready = result.ok(); });
    store.reads.takeFirst().second(QStringLiteral("tok"));
    QVERIFY(ready);
}

void TestAuthManager::A12_unusableSecretsAreRefused_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<bool>("usable");
    QTest::newRow("newline at the end is dropped") << QStringLiteral("tok\r\n") << true;
    QTest::newRow("newline inside") << QStringLiteral("to\nk") << false;
    QTest::newRow("NUL") << QString(QChar(0)) << false;
    QTest::newRow("no-break space") << QStringLiteral("to\u00a0k") << false;
    for (const ushort quote : {0x2018, 0x2019, 0x201c, 0x201d, 0x201e, 0x00ab, 0x00bb}) {
        QTest::addRow("smart quote U+%04X before", quote) << QChar(quote) + QStringLiteral("tok") << false;
        QTest::addRow("smart quote U+%04X behind", quote) << QStringLiteral("tok") + QChar(quote) << false;
    }
    QTest::newRow("byte order mark") << QStringLiteral("\ufefftok") << false;
    QTest::newRow("empty") << QString() << false;
}

void TestAuthManager::A12_unusableSecretsAreRefused()
{
    QFETCH(QString, secret);
    QFETCH(bool, usable);
    MemorySecretStore store;
    AuthManager manager(bearerFrom(Secret::plain(secret)), QStringLiteral("c"), means(store));
    manager.prepare([usable](const Result<void> &result) {
        QCOMPARE(result.ok(), usable);
        if (!result)
            QCOMPARE(result.error().detail, ErrorDetail::SecretUnusable);
    });
    QCOMPARE(manager.isReady(), usable);
}

void TestAuthManager::A12_aPasswordMayBeginWithAQuote()
{
    MemorySecretStore store;
    AuthConfig config;
    config.type = AuthType::Basic;
    config.username = QStringLiteral("ann");
    config.password = Secret::plain(QStringLiteral("\u201cpass\u201d"));
    AuthManager manager(config, QStringLiteral("c"), means(store));
    manager.prepare([](const Result<void> &result) { QVERIFY(result.ok()); });
    Request request;
    QVERIFY(manager.apply(request).ok());
    QCOMPARE(*request.headers.value("Authorization"), "Basic " + QByteArray("ann:\u201cpass\u201d").toBase64());
}

void TestAuthManager::S05_redactorKnowsWhatWasLookedUp()
{
    MemorySecretStore store;
    AuthConfig config;
    config.type = AuthType::Custom;
    config.customHeaders = {{QStringLiteral("X-Mine"), Secret::plain(QStringLiteral("canary-one"))}};
    config.customParams = {{QStringLiteral("sig"), Secret::plain(QStringLiteral("canary-two"))}};
    AuthManager manager(config, QStringLiteral("c"), means(store));
    manager.prepare([](const Result<void> &) {});
    QVERIFY(manager.isCredentialHeader("x-mine"));
    QVERIFY(!manager.isCredentialHeader("Accept"));
    const QString said = manager.redactor().text(QStringLiteral("a canary-one b canary-two c"));
    QVERIFY(!said.contains(QStringLiteral("canary")));
    QVERIFY(!manager.redactor().url(QUrl(QStringLiteral("https://h/?sig=x1"))).contains(QStringLiteral("x1")));
}

void TestAuthManager::S05_redactorInheritsFromTheOneBefore()
{
    MemorySecretStore store;
    const auto old = std::make_shared<AuthManager>(bearerFrom(Secret::plain(QStringLiteral("canary-old"))),
                                                   QStringLiteral("c"), means(store));
    old->prepare([](const Result<void> &) {});
    AuthManager manager(bearerFrom(Secret::plain(QStringLiteral("canary-new"))), QStringLiteral("c"), means(store));
    manager.inherit(old);
    manager.prepare([](const Result<void> &) {});
    QVERIFY(!manager.redactor().text(QStringLiteral("canary-old canary-new")).contains(QStringLiteral("canary")));
}

void TestAuthManager::D2_nothingIsAppliedBeforeItIsReady()
{
    SlowStore store;
    AuthManager manager(bearerFrom(Secret::keychain()), QStringLiteral("c"), means(store));
    Request request;
    const auto early = manager.apply(request);
    QVERIFY(!early);
    QCOMPARE(early.error().kind, ErrorKind::AuthFailed);
    QCOMPARE(early.error().detail, ErrorDetail::SecretMissing);
    QVERIFY(request.headers.isEmpty());
}

void TestAuthManager::destroyedWhileAskingCallsBack()
{
    SlowStore store;
    auto manager = std::make_unique<AuthManager>(bearerFrom(Secret::keychain()), QStringLiteral("c"), means(store));
    std::optional<ErrorKind> kind;
    manager->prepare([&kind](const Result<void> &result) { kind = result.error().kind; });
    manager.reset();
    QCOMPARE(kind, std::optional(ErrorKind::Cancelled));
    store.reads.first().second(QStringLiteral("late")); // nobody is there: nothing may happen
}

QTEST_GUILESS_MAIN(TestAuthManager)
#include "tst_authmanager.moc"
