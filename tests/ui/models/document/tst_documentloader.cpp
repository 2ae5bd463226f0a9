// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/documentloader.h"
#include "models/document/markupwords.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

SharedBytes shared(const QByteArray &text)
{
    return std::make_shared<const DocumentBytes>(text);
}

} // namespace

class TestDocumentLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsAreChosen_data();
    void formsAreChosen();
    void G17_whatIsNoJsonIsShownAsItCame_data();
    void G17_whatIsNoJsonIsShownAsItCame();
    void G15_characterSets_data();
    void G15_characterSets();
    void largeOnesComeInPieces();
    void lateFaultsAreTold();
    void largeForeignSetsAreConverted();
    void G15_largerForeignSetsAreNot();
    void theNextTakesItsPlace();
    void ownersMayGo();
    void G19_wordsOfAPage();
};

void TestDocumentLoader::formsAreChosen_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<BodyForm>("form");
    using enum BodyForm;
    QTest::newRow("json") << QByteArray("{}") << QByteArray("application/json") << Json;
    QTest::newRow("problem") << QByteArray("{}") << QByteArray("application/problem+json; x=y") << Json;
    QTest::newRow("lines") << QByteArray("{}\n{}") << QByteArray("application/x-ndjson") << JsonLines;
    QTest::newRow("says nothing, looks like json") << QByteArray(" [1]") << QByteArray() << Json;
    QTest::newRow("says nothing") << QByteArray("hello") << QByteArray() << Text;
    QTest::newRow("says otherwise") << QByteArray("{}") << QByteArray("text/plain") << Text;
    QTest::newRow("html") << QByteArray("<p>") << QByteArray("text/html; charset=utf-8") << Html;
    QTest::newRow("svg") << QByteArray("<svg/>") << QByteArray("image/svg+xml") << Xml;
    QTest::newRow("xml by its look") << QByteArray("<?xml version=\"1.0\"?>") << QByteArray() << Xml;
    QTest::newRow("binary") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << QByteArray("image/png") << Hex;
}

void TestDocumentLoader::formsAreChosen()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    DocumentLoader loader;
    loader.load(shared(body), contentType, BodyStyle::Pretty);
    QVERIFY(loader.isFinished());
    QTEST(loader.document()->form(), "form");
    loader.load(shared(body), contentType, BodyStyle::Hex);
    QCOMPARE(loader.document()->form(), BodyForm::Hex);
    QCOMPARE(formOf("text", contentType, BodyStyle::Raw), BodyForm::Text);
}

void TestDocumentLoader::G17_whatIsNoJsonIsShownAsItCame_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("fault");
    QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})") << 7;
    QTest::newRow("NaN") << QByteArray(R"({"a":NaN})") << 5;
    QTest::newRow("truncated") << QByteArray(R"({"a":)") << 5;
    QTest::newRow("html") << QByteArray(R"(<html><img src="file:///etc/passwd"></html>)") << 0;
}

void TestDocumentLoader::G17_whatIsNoJsonIsShownAsItCame()
{
    QFETCH(QByteArray, body);
    DocumentLoader loader;
    loader.load(shared(body), "application/json; charset=utf-8", BodyStyle::Pretty);
    QVERIFY(loader.isShownRaw());
    QTEST(int(loader.jsonFault().value_or(-1)), "fault");
    QCOMPARE(loader.document()->line(0).text, QString::fromUtf8(body));
}

void TestDocumentLoader::G15_characterSets_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QString>("text");
    QTest::newRow("utf-8") << QByteArray("\xc3\xbc") << QByteArray("text/plain") << u"ü"_s;
    QTest::newRow("latin-1") << QByteArray("\xfc") << QByteArray("text/plain; charset=ISO-8859-1") << u"ü"_s;
    QTest::newRow("quoted") << QByteArray("\xfc") << QByteArray("text/plain; charset=\"iso-8859-1\"; x=y") << u"ü"_s;
    QTest::newRow("utf-16") << QByteArray("\xfc\x00", 2) << QByteArray("text/plain; charset=UTF-16LE") << u"ü"_s;
    QTest::newRow("utf-16 by its mark") << QByteArray("\xff\xfe\xfc\x00", 4) << QByteArray("text/plain") << u"ü"_s;
    QTest::newRow("unknown set") << QByteArray("\xc3\xbc") << QByteArray("text/plain; charset=klingon") << u"ü"_s;
    QTest::newRow("invalid") << QByteArray("a\xff") << QByteArray("text/plain") << u"a\ufffd"_s;
}

void TestDocumentLoader::G15_characterSets()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    DocumentLoader loader;
    loader.load(shared(body), contentType, BodyStyle::Raw);
    QTEST(loader.document()->line(0).text, "text");
}

void TestDocumentLoader::largeOnesComeInPieces()
{
    const QByteArray body = "[" + QByteArray("{\"a\":[1,{}]},").repeated(300'000) + "1]";
    DocumentLoader loader;
    QSignalSpy finished(&loader, &DocumentLoader::finished);
    QSignalSpy grown(&loader, &DocumentLoader::grown);
    loader.load(shared(body), "application/json", BodyStyle::Pretty);
    QVERIFY(!loader.isFinished());
    QVERIFY(loader.document()->lineCount() > 100); // the first screenful is there
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!grown.isEmpty());
    QCOMPARE(loader.document()->lineCount(), 300'000 * 6 + 3);
    QCOMPARE(loader.percent(), 100);
    QVERIFY(!loader.jsonFault());
}

void TestDocumentLoader::lateFaultsAreTold()
{
    const QByteArray body = "[" + QByteArray("1,").repeated(500'000) + "]";
    DocumentLoader loader;
    loader.load(shared(body), "application/json", BodyStyle::Pretty);
    QVERIFY(!loader.jsonFault());
    QTRY_VERIFY_WITH_TIMEOUT(loader.isFinished(), 30'000);
    QCOMPARE(loader.jsonFault().value_or(-1), body.size() - 1);
    QVERIFY(!loader.isShownRaw());
}

void TestDocumentLoader::largeForeignSetsAreConverted()
{
    DocumentLoader loader;
    loader.load(shared(QByteArray(400'000, '\xfc')), "text/plain; charset=iso-8859-1", BodyStyle::Raw);
    QVERIFY(!loader.document());
    QTRY_VERIFY(loader.isFinished());
    QCOMPARE(loader.document()->bytes()->size(), 800'000);
    QVERIFY(loader.document()->line(7).text.startsWith(u"üü"));
}

/// A body on the disk must not come whole into memory because of its character set.
void TestDocumentLoader::G15_largerForeignSetsAreNot()
{
    DocumentLoader loader(nullptr, 1'000);
    const SharedBytes large = shared(QByteArray(1'001, '\xfc'));
    loader.load(large, "text/plain; charset=iso-8859-1", BodyStyle::Raw);
    QVERIFY(loader.isTooLargeToConvert());
    QCOMPARE(loader.document()->form(), BodyForm::Hex);
    QCOMPARE(loader.document()->bytes(), large);
    loader.load(large, "text/plain; charset=utf-8", BodyStyle::Raw);
    QVERIFY(!loader.isTooLargeToConvert());
    loader.load(shared(QByteArray(1'000, '\xfc')), "text/plain; charset=iso-8859-1", BodyStyle::Raw);
    QVERIFY(!loader.isTooLargeToConvert());
    QCOMPARE(loader.document()->form(), BodyForm::Text);
}

void TestDocumentLoader::theNextTakesItsPlace()
{
    DocumentLoader loader;
    QSignalSpy finished(&loader, &DocumentLoader::finished);
    loader.load(shared(QByteArray(20'000'000, '\n')), {}, BodyStyle::Raw);
    loader.load(shared("two"), {}, BodyStyle::Raw);
    QCOMPARE(finished.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(loader.document()->lineCount(), 1);
}

void TestDocumentLoader::ownersMayGo()
{
    std::weak_ptr<const DocumentBytes> watched;
    {
        const SharedBytes bytes = shared(QByteArray(20'000'000, '\n'));
        watched = bytes;
        DocumentLoader loader;
        loader.load(bytes, {}, BodyStyle::Raw);
    }
    QTRY_VERIFY(watched.expired());
}

void TestDocumentLoader::G19_wordsOfAPage()
{
    QCOMPARE(wordsOfMarkup("<html><head><title>T</title><style>p{}</style><script>if(a<b)x()</script></head>"
                           "<body><h1>One &amp; two</h1><!-- no --><p>a <b>b</b>\n c&#252;&#x1F600;&bogus;</p>"),
             u"T\nOne & two\na b cü😀&bogus;"_s);
    QCOMPARE(wordsOfMarkup("<script>"), QString());
    QCOMPARE(wordsOfMarkup("a<"), u"a"_s);
}

QTEST_GUILESS_MAIN(TestDocumentLoader)
#include "tst_documentloader.moc"
