// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "config/configwriter.h"
#include "http/headers.h"
#include "http/httpdate.h"
#include "http/retryafter.h"
#include "workspace/slug.h"

#include <QLocale>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Whose language has commas in its numbers, other digits, or two kinds of i, has the same files and the same answers.
class TestFaultsLocales : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanupTestCase() { QLocale::setDefault(QLocale::c()); }
    void ADV_O15_files();
    void ADV_O15_namesOfFiles_data();
    void ADV_O15_namesOfFiles();
    void ADV_O15_headers();
};

void TestFaultsLocales::initTestCase_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("C") << QLocale::c();
    QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany);
    QTest::newRow("Arabic") << QLocale(QLocale::Arabic, QLocale::Egypt);
    QTest::newRow("Turkish") << QLocale(QLocale::Turkish, QLocale::Turkey);
}

void TestFaultsLocales::init()
{
    QFETCH_GLOBAL(QLocale, locale);
    QLocale::setDefault(locale);
}

void TestFaultsLocales::ADV_O15_files()
{
    const QByteArray json = "{\n  \"format\": 1,\n  \"name\": \"IiIı\",\n  \"base_url\": \"https://h\",\n"
                            "  \"retry\": {\n    \"max_retries\": 10,\n    \"initial_delay\": 0.25,\n"
                            "    \"max_delay\": 1234.5\n  },\n  \"timeout\": 1000.5\n}\n";
    const auto read = readClientConfig(json);
    QVERIFY(read.ok());
    QCOMPARE(read->config.timeout, Duration(1'000'500ms));
    QCOMPARE(read->config.retry->initialDelay, Duration(250ms));
    QCOMPARE(writeClientConfig(read->config), json);
    QVERIFY(!readClientConfig(QByteArray(json).replace("1000.5", "1000,5")).ok());
    QVERIFY(!readClientConfig(QByteArray(json).replace("1000.5", "\u0661")).ok());
    // Words of the file are known in any case, that of I included.
    const auto strategy = readClientConfig(QByteArray(json).replace("\"max_retries\": 10", "\"strategy\": \"LINEAR\""));
    QVERIFY(strategy.ok());
    QCOMPARE(strategy->config.retry->strategy, RetryStrategy::Linear);
}

void TestFaultsLocales::ADV_O15_namesOfFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("slug");
    QTest::newRow("capitals") << u"INDIGO Item 12"_s << QStringList() << u"indigo-item-12"_s;
    QTest::newRow("the other kinds of i") << u"\u0130N\u0131 I"_s << QStringList() << u"in-i"_s;
    QTest::newRow("other digits") << u"Nr. \u0661\u0662"_s << QStringList() << u"nr"_s;
    // The number is in digits of ASCII, and twins are seen whatever the language makes of their case.
    QTest::newRow("twins") << u"Title"_s << QStringList{u"TITLE"_s, u"tItLe-2"_s} << u"title-3"_s;
    QTest::newRow("many twins") << u"i"_s << QStringList{u"I"_s,   u"I-2"_s, u"I-3"_s, u"I-4"_s, u"I-5"_s,
                                                         u"I-6"_s, u"I-7"_s, u"I-8"_s, u"I-9"_s}
                                << u"i-10"_s;
    QTest::newRow("a device") << u"CONIN$"_s << QStringList() << u"conin"_s;
    QTest::newRow("a port") << u"LPT1"_s << QStringList() << u"client-lpt1"_s;
}

void TestFaultsLocales::ADV_O15_namesOfFiles()
{
    QFETCH(QString, name);
    QFETCH(QStringList, taken);
    const QString slug = makeSlug(name, taken, u"client"_s);
    QTEST(slug, "slug");
    QVERIFY(isSafeSlug(slug));
}

void TestFaultsLocales::ADV_O15_headers()
{
    const Headers headers{{"RETRY-AFTER", "1"}, {"If-Modified-Since", "x"}, {"CONTENT-TYPE", "text/plain"}};
    QVERIFY(headers.contains("if-modified-since") && headers.contains("Content-Type"));
    const WallTime now{std::chrono::seconds(1'700'000'000)};
    const auto delay = [&now](const QByteArray &value) { return readRetryAfter(value, now, now).delay; };
    QCOMPARE(delay("1000"), std::optional<Duration>(1000s));
    for (const QByteArray none : {"1.000", "\u0661\u0662"})
        QVERIFY2(!delay(none), none.constData());
    const auto date = parseHttpDate("Fri, 17 Apr 2026 10:00:00 GMT", now);
    QCOMPARE(date, std::optional(WallTime{std::chrono::seconds(1'776'420'000)}));
}

QTEST_GUILESS_MAIN(TestFaultsLocales)
#include "tst_faults_locales.moc"
