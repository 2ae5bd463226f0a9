// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

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
