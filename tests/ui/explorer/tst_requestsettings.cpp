// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"
#include "explorer/requestsettings.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRequestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeoutsAreExact_data();
    void timeoutsAreExact();
    void typedTimeoutsAreRounded();
    void whatCannotBeReadChangesNothing();
    void emptiedLimitsAreTheClients();
    void waitsAndTokensAreRead();
    void whatTheClientDoesIsShown();
    void theDescriptionStaysAsItIs();

private:
    static void type(QLineEdit *line, const QString &text)
    {
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    static QLineEdit *timeoutOf(const RequestSettings &settings) { return settings.findChildren<QLineEdit *>().at(0); }
    static QLineEdit *retriesOf(const RequestSettings &settings) { return settings.findChildren<QLineEdit *>().at(1); }
};

void TestRequestSettings::timeoutsAreExact_data()
{
    QTest::addColumn<Duration>("timeout");
    QTest::newRow("1.001 s") << Duration(1'001ms);
    QTest::newRow("a nanosecond more") << Duration(2'500'000'001ns);
    QTest::newRow("many digits") << Duration(43'210'123'456'789ns);
    QTest::newRow("shortest") << Duration(1ms);
    QTest::newRow("longest") << Duration(24h);
}

void TestRequestSettings::timeoutsAreExact()
{
    QFETCH(const Duration, timeout);
    RequestConfig config;
    config.timeout = timeout;
    RequestSettings settings;
    settings.setConfig(config);
    RequestConfig read = config;
    settings.readInto(read);
    QCOMPARE(read.timeout, config.timeout);
    retriesOf(settings)->setFocus();
    type(retriesOf(settings), u"2"_s);
    settings.readInto(read);
    QCOMPARE(read.timeout, config.timeout);
    QCOMPARE(read.maxRetries, std::optional(2));
}

void TestRequestSettings::typedTimeoutsAreRounded()
{
    RequestSettings settings;
    type(timeoutOf(settings), u"1.001"_s);
    RequestConfig read;
    settings.readInto(read);
    QCOMPARE(read.timeout, std::optional<Duration>(1'001ms));
}

void TestRequestSettings::whatCannotBeReadChangesNothing()
{
    RequestConfig config;
    config.timeout = 2s;
    config.maxRetries = 3;
    RequestSettings settings;
    settings.setConfig(config);
    QVERIFY(settings.problem().isEmpty());
    type(timeoutOf(settings), u"2x"_s);
    QVERIFY(settings.problem().contains(u"timeout"));
    RequestConfig read = config;
    settings.readInto(read);
    QCOMPARE(read, config);
    type(timeoutOf(settings), u"2"_s);
    type(retriesOf(settings), u"1001"_s);
    QVERIFY(settings.problem().contains(u"retries"));
    settings.readInto(read);
    QCOMPARE(read, config);
    settings.setConfig(config); // as another tab does
    QVERIFY(settings.problem().isEmpty());
}

void TestRequestSettings::emptiedLimitsAreTheClients()
{
    RequestConfig config;
    config.timeout = 2s;
    config.maxRetries = 3;
    RequestSettings settings;
    settings.setConfig(config);
    type(timeoutOf(settings), {});
    type(retriesOf(settings), u" "_s);
    RequestConfig read = config;
    settings.readInto(read);
    QCOMPARE(read, RequestConfig());
    QVERIFY(settings.problem().isEmpty());
}

void TestRequestSettings::waitsAndTokensAreRead()
{
    RequestConfig config;
    config.maxWait = 1'001ms;
    config.cost = 5;
    RequestSettings settings;
    settings.setConfig(config);
    QCOMPARE(settings.ownCount(), 2);
    RequestConfig read;
    settings.readInto(read);
    QCOMPARE(read, config);
    const QList<QLineEdit *> lines = settings.findChildren<QLineEdit *>();
    type(lines.at(2), u"0"_s);
    type(lines.at(3), {});
    settings.readInto(read);
    QCOMPARE(read.maxWait, std::optional<Duration>(0s));
    QCOMPARE(read.cost, 1);
    QCOMPARE(settings.ownCount(), 1);
    type(lines.at(2), u"700000"_s);
    QVERIFY(settings.problem().contains(u"wait"));
    type(lines.at(2), {});
    type(lines.at(3), u"0"_s);
    QVERIFY(settings.problem().contains(u"tokens"));
    settings.readInto(read);
    QCOMPARE(read, RequestConfig());
}

void TestRequestSettings::whatTheClientDoesIsShown()
{
    RequestSettings settings;
    const QList<QLineEdit *> lines = settings.findChildren<QLineEdit *>();
    const auto shown = [&lines] { return lines.at(2)->placeholderText() + u" / "_s + lines.at(3)->placeholderText(); };
    QCOMPARE(shown(), u"As the client / 1"_s);
    const Theme theme(Theme::Mode::Light);
    ExploreFixture x(theme);
    ClientConfig config = ExploreFixture::config();
    config.rateLimit.reset();
    QVERIFY(x.client.reconfigure(config).ok());
    settings.setClient(&x.client);
    QCOMPARE(shown(), u"The client has no rate limit / The client has no rate limit"_s);
    config.rateLimit = RateLimitConfig();
    QVERIFY(x.client.reconfigure(config).ok());
    settings.setClient(&x.client);
    QCOMPARE(shown(), u"As the client: any / 1"_s);
    config.rateLimit->maxWait = 30s;
    QVERIFY(x.client.reconfigure(config).ok());
    settings.setClient(&x.client);
    QCOMPARE(shown(), u"As the client: 30 s / 1"_s);
}

void TestRequestSettings::theDescriptionStaysAsItIs()
{
    RequestConfig config;
    config.description = u"first\r\nsecond\u00a0line"_s;
    RequestSettings settings;
    settings.setConfig(config);
    type(retriesOf(settings), u"2"_s);
    RequestConfig read = config;
    settings.readInto(read);
    QCOMPARE(read.description, config.description);
    auto *description = settings.findChild<QPlainTextEdit *>();
    QTest::keyClicks(description, u"x"_s);
    settings.readInto(read);
    QCOMPARE(read.description, u'x' + config.description);
}

QTEST_MAIN(TestRequestSettings)
#include "tst_requestsettings.moc"
