// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/credentialredactor.h"
#include "auth/tokenreader.h"
#include "oauthfixture.h"

#include <QTcpSocket>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCredentialRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S05_theLivingRefreshTokenOutlastsAccessTokens();
    void S05_theRefreshTokenBeforeIsOneOfTheLatest();
    void S05_aTokenThatIsSeenAgainIsTheLatest();
    void S05_valuesOfVariablesAreTheLatest();
    void S05_manyValuesThatComeTogetherStay();
    void S05_cookiesStayAsLongAsTheirJarHasThem();
    void S05_manyCookiesThatGoTogetherStayAWhile();
    void cookiesAreNoCredentials();
    void S05_whoInheritsKnowsTheCookies();
    void heirsOfHeirsForgetToo();
    void S05_othersAreThoseUsedLast();
    void S05_othersInUseAreKept();
    void S05_othersThatLearnAreFollowed();
    void S05_refreshTokenThatIsNeverRotated();
    void S05_endpointThatRepeatsASecret_data();
    void S05_endpointThatRepeatsASecret();
    void S05_remarksAreHiddenBeforeTheyAreALine_data();
    void S05_remarksAreHiddenBeforeTheyAreALine();
    void S05_hostOfTheEndpoint();
    void S05_endpointThatRepeatsADeviceCode();
    void S05_endpointThatRepeatsWhatTheBrowserBrought_data();
    void S05_endpointThatRepeatsWhatTheBrowserBrought();
};

namespace {

void learnMany(CredentialRedactor &redactor, int count, const QString &name = u"canary-at"_s)
{
    for (int i = 0; i < count; ++i)
        redactor.learnToken(name + QString::number(i));
}

bool hides(const CredentialRedactor &redactor, const QString &secret)
{
    return redactor.redactor().text(secret) == Redactor::mask();
}

} // namespace

void TestCredentialRedactor::S05_theLivingRefreshTokenOutlastsAccessTokens()
{
    CredentialRedactor redactor;
    redactor.learnRefreshToken(u"canary-rt"_s);
    learnMany(redactor, 40);
    redactor.learnRefreshToken(u"canary-rt"_s); // each time it is used
    learnMany(redactor, 40, u"canary-other"_s);
    QVERIFY(hides(redactor, u"canary-rt"_s));
    QVERIFY(hides(redactor, u"canary-other39"_s));
    QVERIFY(!hides(redactor, u"canary-at0"_s));
}

void TestCredentialRedactor::S05_theRefreshTokenBeforeIsOneOfTheLatest()
{
    CredentialRedactor redactor;
    redactor.learnRefreshToken(u"canary-old"_s);
    learnMany(redactor, 40);
    redactor.learnRefreshToken(u"canary-new"_s);
    learnMany(redactor, 15, u"canary-other"_s);
    QVERIFY(hides(redactor, u"canary-old"_s));
    learnMany(redactor, 16, u"canary-more"_s);
    QVERIFY(!hides(redactor, u"canary-old"_s));
    QVERIFY(hides(redactor, u"canary-new"_s));
}

void TestCredentialRedactor::S05_aTokenThatIsSeenAgainIsTheLatest()
{
    CredentialRedactor redactor;
    redactor.learnToken(u"canary-same"_s);
    learnMany(redactor, 15);
    redactor.learnToken(u"canary-same"_s);
    learnMany(redactor, 15, u"canary-other"_s);
    QVERIFY(hides(redactor, u"canary-same"_s));
}

void TestCredentialRedactor::S05_valuesOfVariablesAreTheLatest()
{
    CredentialRedactor redactor;
    redactor.hide([](Redactor &lasting) { lasting.addSecret(u"canary-own"_s); });
    redactor.learnToken(u"canary-token"_s);
    for (int i = 0; i < 600; ++i) {
        redactor.learnValues({u"canary-kept"_s});
        redactor.learnValues({u"canary-value%1"_s.arg(i)});
    }
    for (const QString &hidden : {u"canary-own"_s, u"canary-token"_s, u"canary-kept"_s, u"canary-value599"_s})
        QVERIFY2(hides(redactor, hidden), qPrintable(hidden));
    QVERIFY(!hides(redactor, u"canary-value0"_s));
}

void TestCredentialRedactor::S05_manyValuesThatComeTogetherStay()
{
    QStringList environment;
    for (int i = 0; i < 400; ++i)
        environment << u"canary-value%1"_s.arg(i);
    CredentialRedactor redactor;
    redactor.learnValues(environment);
    for (int i = 0; i < 300; ++i)
        redactor.learnValues({u"canary-captured%1"_s.arg(i)});
    QVERIFY(hides(redactor, environment.first()));
    QVERIFY(hides(redactor, environment.last()));
    QVERIFY(hides(redactor, u"canary-captured299"_s));
}

void TestCredentialRedactor::S05_cookiesStayAsLongAsTheirJarHasThem()
{
    CredentialRedactor redactor;
    redactor.learnValues({u"canary-value"_s});
    for (int i = 0; i < 1'000; ++i)
        redactor.learnCookies({u"canary-lasting"_s, u"canary-turn%1"_s.arg(i)});
    for (int i = 0; i < 1'000; ++i)
        redactor.learnValues({u"canary-passing%1"_s.arg(i % 400)});
    for (const QString &hidden : {u"canary-lasting"_s, u"canary-turn999"_s})
        QVERIFY2(hides(redactor, hidden), qPrintable(hidden));
    QVERIFY(hides(redactor, u"canary-turn960"_s)); // answers may still repeat it
    QVERIFY(!hides(redactor, u"canary-turn800"_s));
    CredentialRedactor crowded;
    crowded.learnValues({u"canary-value"_s});
    for (int i = 0; i < 1'000; ++i)
        crowded.learnCookies({u"canary-turn%1"_s.arg(i)});
    QVERIFY(hides(crowded, u"canary-value"_s)); // which cookies do not push out
}

// Of two jars, one of which a call that is under way has.
void TestCredentialRedactor::S05_manyCookiesThatGoTogetherStayAWhile()
{
    QStringList jar;
    for (int i = 0; i < 400; ++i)
        jar << u"canary-cookie%1"_s.arg(i);
    CredentialRedactor redactor;
    redactor.learnCookies(jar);
    redactor.learnCookies({u"canary-other"_s});
    redactor.learnCookies({});
    QVERIFY(hides(redactor, jar.first()));
    QVERIFY(hides(redactor, jar.last()));
    QVERIFY(hides(redactor, u"canary-other"_s));
}

void TestCredentialRedactor::cookiesAreNoCredentials()
{
    CredentialRedactor redactor;
    redactor.hide([](Redactor &lasting) { lasting.addSecret(u"canary-own"_s); });
    redactor.learnValues({u"canary-both"_s});
    redactor.learnCookies({u"canary-cookie"_s, u"canary-both"_s});
    redactor.learnToken(u"canary-token"_s);
    for (const QString &hidden : {u"canary-own"_s, u"canary-both"_s, u"canary-cookie"_s, u"canary-token"_s}) {
        QVERIFY2(hides(redactor, hidden), qPrintable(hidden));
        const bool isCredential = redactor.withoutCookies().text(hidden) == Redactor::mask();
        QCOMPARE(isCredential, hidden != u"canary-cookie"_s);
    }
    redactor.learnCookies({});
    QCOMPARE(redactor.withoutCookies().text(u"canary-cookie"_s), u"canary-cookie"_s);
}

void TestCredentialRedactor::S05_whoInheritsKnowsTheCookies()
{
    CredentialRedactor old;
    old.learnToken(u"canary-token"_s);
    old.learnCookies({u"canary-gone"_s});
    old.learnCookies({u"canary-cookie"_s});
    CredentialRedactor redactor;
    redactor.inherit(old);
    for (const QString &hidden : {u"canary-token"_s, u"canary-gone"_s, u"canary-cookie"_s})
        QVERIFY2(hides(redactor, hidden), qPrintable(hidden));
    QVERIFY(redactor.withoutCookies().text(u"canary-cookie"_s) != Redactor::mask());
    for (int i = 0; i < 200; ++i)
        redactor.learnCookies({u"canary-turn%1"_s.arg(i)});
    QVERIFY(!hides(redactor, u"canary-gone"_s)); // as with the old one
}

void TestCredentialRedactor::heirsOfHeirsForgetToo()
{
    auto redactor = std::make_unique<CredentialRedactor>();
    for (int heir = 0; heir < 6; ++heir) {
        for (int i = 0; i < 200; ++i)
            redactor->learnCookies({u"canary-%1-%2-end"_s.arg(heir).arg(i)});
        auto next = std::make_unique<CredentialRedactor>();
        next->inherit(*redactor);
        redactor = std::move(next);
    }
    QVERIFY(hides(*redactor, u"canary-5-199-end"_s));
    QVERIFY(!hides(*redactor, u"canary-4-0-end"_s));
    QVERIFY(!hides(*redactor, u"canary-5-50-end"_s));
}

void TestCredentialRedactor::S05_othersAreThoseUsedLast()
{
    CredentialRedactor redactor;
    const auto learnOther = [&redactor](const QString &secret) {
        const auto other = std::make_shared<CredentialRedactor>();
        other->hide([&secret](Redactor &lasting) { lasting.addSecret(secret); });
        redactor.learnFrom(other);
        return other;
    };
    const auto used = learnOther(u"canary-used"_s);
    learnOther(u"canary-unused"_s);
    for (int i = 0; i < 20; ++i) {
        redactor.learnFrom(used);
        learnOther(u"canary-other%1"_s.arg(i));
    }
    QVERIFY(hides(redactor, u"canary-used"_s));
    QVERIFY(hides(redactor, u"canary-other19"_s));
    QVERIFY(!hides(redactor, u"canary-unused"_s));
}

/// A call that takes its time: what it was signed with may come back in its answer.
void TestCredentialRedactor::S05_othersInUseAreKept()
{
    CredentialRedactor redactor;
    std::vector<std::shared_ptr<CredentialRedactor>> calls;
    const auto sign = [&](const QString &secret) {
        calls.push_back(std::make_shared<CredentialRedactor>());
        calls.back()->hide([&secret](Redactor &lasting) { lasting.addSecret(secret); });
        redactor.learnFrom(calls.back());
    };
    for (int i = 0; i < 40; ++i)
        sign(u"canary-call%1-end"_s.arg(i));
    for (int i = 0; i < 40; ++i)
        QVERIFY(hides(redactor, u"canary-call%1-end"_s.arg(i)));
    calls.clear(); // they have ended: the latest are enough
    sign(u"canary-next"_s);
    QVERIFY(hides(redactor, u"canary-next"_s));
    QVERIFY(hides(redactor, u"canary-call39-end"_s));
    QVERIFY(!hides(redactor, u"canary-call0-end"_s));
    QVERIFY(!hides(redactor, u"canary-call24-end"_s));
}

void TestCredentialRedactor::S05_othersThatLearnAreFollowed()
{
    CredentialRedactor redactor;
    const auto other = std::make_shared<CredentialRedactor>();
    learnMany(*other, 1);
    redactor.learnFrom(other);
    learnMany(*other, 40, u"canary-next"_s);
    redactor.learnFrom(other);
    QVERIFY(hides(redactor, u"canary-next39"_s));
    QVERIFY(!hides(redactor, u"canary-at0"_s)); // nor does it cost any more
    other->learnRefreshToken(u"canary-rt"_s);
    redactor.learnFrom(other);
    QVERIFY(hides(redactor, u"canary-rt"_s));
}

void TestCredentialRedactor::S05_refreshTokenThatIsNeverRotated()
{
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.transport.enqueue(fixture.token(1, "\"expires_in\":3600,\"refresh_token\":\"canary-rt\""));
    fixture.make();
    for (int i = 0; i < 20; ++i) {
        fixture.ask();
        fixture.scheduler.advance(1h);
    }
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt"_s);
    QCOMPARE(fixture.manager->redactor().text(u"canary-rt"_s), Redactor::mask());
}

void TestCredentialRedactor::S05_endpointThatRepeatsASecret_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("refused for good") << 400;
    QTest::newRow("in trouble") << 503;
}

void TestCredentialRedactor::S05_endpointThatRepeatsASecret()
{
    QFETCH(int, status);
    OAuthFixture fixture;
    fixture.transport.setHandler(
        [&](const Request &, int) { return fixture.tokenAnswer(status, "{\"error\":\"x-canary-secret\"}"); });
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.error.value, u"x-•••"_s);
    std::optional<Error> error;
    fixture.manager->getInitialToken([&error](const Result<void> &result) { error = result.error(); });
    fixture.scheduler.runDue();
    QCOMPARE(error->value, u"x-•••"_s);
    fixture.ask(); // a refusal for good is told again
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.error.value, u"x-•••"_s);
}

void TestCredentialRedactor::S05_remarksAreHiddenBeforeTheyAreALine_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, const QString &password, const QString &told) {
        QTest::newRow(name) << password << told;
    };
    row("two blanks", u"correct  horse"_s, u"correct  horse"_s);
    row("no-break space", u"correct\u00a0horse"_s, u"correct\u00a0horse"_s);
    row("soft hyphen", u"correct\u00adhorse"_s, u"correct\u00adhorse"_s);
    row("two blanks, told as one", u"correct  horse"_s, u"correct horse"_s);
    row("one blank, told as a line break", u"correct horse"_s, u"correct\n horse"_s);
}

void TestCredentialRedactor::S05_remarksAreHiddenBeforeTheyAreALine()
{
    QFETCH(QString, password);
    QFETCH(QString, told);
    CredentialRedactor redactor;
    redactor.hide([&password](Redactor &lasting) { lasting.addSecret(password); });
    Response answer;
    answer.status = 400;
    const QJsonObject fields{{u"error"_s, u"x"_s}, {u"error_description"_s, u"No:\n "_s + told + u"  here"_s}};
    QCOMPARE(redactor.shown(TokenReader::refusal(answer, fields)).remark, u"No: ••• here"_s);
}

void TestCredentialRedactor::S05_hostOfTheEndpoint()
{
    OAuthFixture fixture;
    fixture.config.tokenUrl = QUrl(u"https://canary-secret.example.com/token"_s);
    fixture.transport.setHandler([](const Request &, int) { return FakeOutcome::success(500); });
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.error.subject, u"•••.example.com"_s);
}

void TestCredentialRedactor::S05_endpointThatRepeatsADeviceCode()
{
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::DeviceCode;
    fixture.config.deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
    fixture.transport.setHandler([&](const Request &request, int) {
        return request.url.path() == u"/device"_s
            ? fixture.tokenAnswer(200,
                                  "{\"device_code\":\"canary-dc\",\"user_code\":\"ABCD\",\"expires_in\":600,"
                                  "\"verification_uri\":\"https://auth.example.com/d\"}")
            : fixture.tokenAnswer(400, "{\"error\":\"canary-dc\"}");
    });
    fixture.make();
    fixture.manager->setLoginInteraction({{}, [](const DeviceCode &) {}});
    std::optional<Error> error;
    fixture.manager->getInitialToken([&error](const Result<void> &result) { error = result.error(); });
    fixture.scheduler.advance(20s);
    QCOMPARE(error->value, Redactor::mask());
}

void TestCredentialRedactor::S05_endpointThatRepeatsWhatTheBrowserBrought_data()
{
    QTest::addColumn<QString>("field");
    QTest::newRow("code") << u"code"_s;
    QTest::newRow("code_verifier") << u"code_verifier"_s;
}

void TestCredentialRedactor::S05_endpointThatRepeatsWhatTheBrowserBrought()
{
    QFETCH(QString, field);
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::AuthorizationCode;
    fixture.config.authorizationUrl = QUrl(u"https://auth.example.com/page"_s);
    fixture.transport.setHandler([&](const Request &, int) {
        return fixture.tokenAnswer(400, "{\"error\":\"" + fixture.sent(field).toLatin1() + "\"}");
    });
    fixture.make();
    QUrlQuery page;
    fixture.manager->setLoginInteraction({[&page](const QUrl &url) { page = QUrlQuery(url); }, {}});
    std::optional<Error> error;
    fixture.manager->getInitialToken([&error](const Result<void> &result) { error = result.error(); });
    const QUrl redirect(page.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
    QTcpSocket browser;
    connect(&browser, &QTcpSocket::connected, &browser, [&] {
        browser.write("GET /callback?code=canary-code&state=" + page.queryItemValue(u"state"_s).toLatin1()
                      + " HTTP/1.1\r\nHost: " + redirect.authority().toLatin1() + "\r\n\r\n");
    });
    browser.connectToHost(redirect.host(), static_cast<quint16>(redirect.port()));
    const auto isOver = [&] {
        fixture.scheduler.runDue();
        return error.has_value();
    };
    QVERIFY(QTest::qWaitFor(isOver, 5000));
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(error->value, Redactor::mask());
}

QTEST_GUILESS_MAIN(TestCredentialRedactor)
#include "tst_credentialredactor.moc"
