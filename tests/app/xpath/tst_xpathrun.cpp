// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodyfilter.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <optional>

#ifdef Q_OS_UNIX
#include <signal.h>
#endif

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray feed =
    "<?xml version='1.0' encoding='ISO-8859-1'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:x='urn:x'>"
    "<!-- two --><entry id='1'><title>Ä &amp; b</title></entry><entry id='2' x:k='v'><title>two</title></entry></feed>";
const QByteArray orders =
    "<orders><order id='a'><total>5</total></order><order id='b'><total>30</total></order></orders>";

} // namespace

/// The program for XPath, through the filter that starts it.
class TestXPathRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void selects_data();
    void selects();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void G21_loadsNothing();
    void namespacesAreHintedAt();
    void isBounded();
    void endlessOnesEnd();
    void cancelledOnesEnd();
    void ownersMayGo();

private:
    [[nodiscard]] static std::optional<FilterOutcome> run(BodyFilter &filter, const QString &text,
                                                          const QByteArray &xml);
    [[nodiscard]] static std::optional<FilterOutcome> run(const QString &text, const QByteArray &xml)
    {
        BodyFilter filter;
        return run(filter, text, xml);
    }
};

std::optional<FilterOutcome> TestXPathRun::run(BodyFilter &filter, const QString &text, const QByteArray &xml)
{
    filter.setXPathProgram(QStringLiteral(FUSEBOARD_XPATH));
    std::optional<FilterOutcome> outcome;
    QObject context;
    connect(&filter, &BodyFilter::finished, &context, [&outcome](const FilterOutcome &one) { outcome = one; });
    filter.start(FilterLanguage::XPath, text, std::make_shared<const DocumentBytes>(xml));
    // Not by qWaitFor(), which sleeps after each piece of a large result.
    if (outcome || !QSignalSpy(&filter, &BodyFilter::finished).wait(20'000))
        return {};
    return outcome;
}

void TestXPathRun::selects_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QByteArray>("type");
    const QByteArray xml("application/xml");
    const QByteArray text("text/plain");
    QTest::newRow("elements") << u"//order[total > 20]"_s << orders
                              << QByteArray("<order id=\"b\"><total>30</total></order>\n") << xml;
    QTest::newRow("from the top") << u"orders/order/total"_s << orders
                                  << QByteArray("<total>5</total>\n<total>30</total>\n") << xml;
    QTest::newRow("attributes") << u"//@id"_s << orders << QByteArray("a\nb\n") << text;
    QTest::newRow("in their order") << u"//total/text() | //@id"_s << orders << QByteArray("a\n5\nb\n30\n") << text;
    QTest::newRow("number") << u"sum(//total)"_s << orders << QByteArray("35\n") << text;
    QTest::newRow("string") << u"string(//order[2]/@id)"_s << orders << QByteArray("b\n") << text;
    QTest::newRow("boolean") << u"count(//order) = 2"_s << orders << QByteArray("true\n") << text;
    QTest::newRow("sign in front") << u"-1"_s << orders << QByteArray("-1\n") << text;
    QTest::newRow("nothing") << u"//none"_s << orders << QByteArray() << xml;
    QTest::newRow("first namespace") << u"//_:title"_s << feed
                                     << QByteArray("<title>Ä &amp; b</title>\n<title>two</title>\n") << xml;
    QTest::newRow("prefix") << u"//@x:k"_s << feed << QByteArray("v\n") << text;
    QTest::newRow("UTF-8 whatever it says") << u"string(//_:title)"_s << feed << QByteArray("Ä & b\n") << text;
    QTest::newRow("comment") << u"//comment()"_s << feed << QByteArray("<!-- two -->\n") << xml;
}

void TestXPathRun::selects()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, xml);
    QFETCH(QByteArray, found);
    const auto outcome = run(text, xml);
    QVERIFY(outcome);
    QCOMPARE(outcome->problem, QString());
    QCOMPARE(outcome->bytes->view().toByteArray(), found);
    QCOMPARE(outcome->values, found.count('\n'));
    QTEST(outcome->contentType, "type");
    QVERIFY(!outcome->cut);
}

void TestXPathRun::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("problem"); // its begin
    QTest::newRow("expression") << u"//order["_s << orders << u"This is no XPath at character 9."_s;
    QTest::newRow("in characters") << u"'ÄÄ' ]"_s << orders << u"This is no XPath at character 6."_s;
    QTest::newRow("empty") << QString() << orders << u"This is no XPath at character 1."_s;
    QTest::newRow("prefix") << u"//y:order"_s << orders << u"A prefix in this XPath is none that the body declares."_s;
    QTest::newRow("function") << u"document('/etc/passwd')"_s << orders << u"A function in this XPath is none"_s;
    QTest::newRow("variable") << u"$total"_s << orders << u"This XPath names a variable"_s;
    QTest::newRow("arguments") << u"count()"_s << orders << u"A function or an operator in this XPath has"_s;
    QTest::newRow("cut off") << u"//a"_s << QByteArray("<a>\n<b></a>")
                             << u"The body is no well-formed XML at line 2: "_s;
    QTest::newRow("nothing there") << u"//a"_s << QByteArray(" ") << u"The body is no well-formed XML at line 1: "_s;
}

void TestXPathRun::tellsWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, xml);
    QFETCH(QString, problem);
    const auto outcome = run(text, xml);
    QVERIFY(outcome);
    QVERIFY2(outcome->problem.startsWith(problem), qPrintable(outcome->problem));
    QVERIFY(!outcome->bytes);
}

void TestXPathRun::G21_loadsNothing()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/x";
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"secret"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("secret") > 0);
    file.close();
    const QByteArray path = "file://" + file.fileName().toUtf8();
    for (const QByteArray &declared : {"<!ENTITY x SYSTEM '" + path + "'>", "<!ENTITY x SYSTEM '" + url + "'>",
                                       "<!ENTITY % x SYSTEM '" + url + "'> %x;",
                                       QByteArray("<!ENTITY a 'aaaaaaaaaa'><!ENTITY x '&a;&a;&a;&a;&a;&a;&a;&a;'>")}) {
        const auto outcome = run(u"string(/r)"_s, "<!DOCTYPE r [" + declared + "]><r>&x;</r>");
        QVERIFY(outcome);
        QVERIFY2(outcome->problem.startsWith(u"The body declares entities of its own."), qPrintable(outcome->problem));
    }
    const auto outside = run(u"string(/r)"_s,
                             "<!DOCTYPE r SYSTEM '" + url
                                 + "'><r xmlns:xi='http://www.w3.org/2001/XInclude'>"
                                   "<xi:include parse='text' href='"
                                 + path + "'/>ok</r>");
    QVERIFY(outside);
    QCOMPARE(outside->bytes->view().toByteArray(), "ok\n");
    QVERIFY(!server.hasPendingConnections());
}

void TestXPathRun::namespacesAreHintedAt()
{
    const auto outcome = run(u"//entry"_s, feed);
    QVERIFY(outcome && outcome->problem.isEmpty());
    QCOMPARE(outcome->values, 0);
    QVERIFY2(outcome->hint.contains(u"write _:order instead of order"), qPrintable(outcome->hint));
    QVERIFY(run(u"//none"_s, orders)->hint.isEmpty());
}

void TestXPathRun::isBounded()
{
    // Each of the elements is written with all that is in it.
    const int depth = 20'000;
    const auto deep = run(u"//a"_s, QByteArray("<a>").repeated(depth) + QByteArray("</a>").repeated(depth));
    QVERIFY(deep);
    QCOMPARE(deep->problem, QString());
    QVERIFY(deep->cut);
    QVERIFY(deep->values > 0 && deep->bytes->size() <= BodyFilter::mostBytes);
    const auto large = run(u"/a"_s, "<a>" + QByteArray(64'000'000, ' ') + "</a>");
    QVERIFY(large);
    QVERIFY2(large->problem.startsWith(u"The body is too large for XPath"), qPrintable(large->problem));
}

void TestXPathRun::endlessOnesEnd()
{
    BodyFilter filter;
    filter.setTimeLimit(500ms);
    const QByteArray many = "<r>" + QByteArray("<a>1</a><b>2</b>").repeated(200'000) + "</r>";
    const auto outcome = run(filter, u"//a = //b"_s, many);
    QVERIFY(outcome);
    QVERIFY2(outcome->problem.contains(u"took too long"), qPrintable(outcome->problem));
}

void TestXPathRun::cancelledOnesEnd()
{
#ifdef Q_OS_UNIX
    // It tells who it is before it becomes the program.
    const QTemporaryDir folder;
    QFile script(folder.filePath(u"xpath"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho $$ >'" + folder.filePath(u"begun"_s).toUtf8() + "'\nmv '"
                 + folder.filePath(u"begun"_s).toUtf8() + "' '" + folder.filePath(u"id"_s).toUtf8() + "'\nexec '"
                 + FUSEBOARD_XPATH + "' \"$@\"\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    BodyFilter filter;
    const QSignalSpy finished(&filter, &BodyFilter::finished);
    filter.setXPathProgram(script.fileName());
    const QByteArray many = "<r>" + QByteArray("<a>1</a><b>2</b>").repeated(200'000) + "</r>";
    filter.start(FilterLanguage::XPath, u"//a = //b"_s, std::make_shared<const DocumentBytes>(many));
    QFile id(folder.filePath(u"id"_s));
    QTRY_VERIFY(id.exists());
    QVERIFY(id.open(QIODevice::ReadOnly));
    const pid_t process = id.readAll().trimmed().toInt();
    QVERIFY(process > 0 && ::kill(process, 0) == 0);
    QVERIFY(filter.isRunning());
    filter.cancel();
    QVERIFY(!filter.isRunning());
    QTRY_COMPARE(::kill(process, 0), -1); // killed, and gone: by itself it would take minutes
    QCOMPARE(errno, ESRCH);
    QCOMPARE(finished.size(), 0);
#else
    QSKIP("Processes are told by other means here.");
#endif
}

void TestXPathRun::ownersMayGo()
{
    std::weak_ptr<const DocumentBytes> watched;
    {
        const auto bytes = std::make_shared<const DocumentBytes>(orders);
        watched = bytes;
        BodyFilter filter;
        filter.setXPathProgram(QStringLiteral(FUSEBOARD_XPATH));
        filter.start(FilterLanguage::XPath, u"//order"_s, bytes);
    }
    QTRY_VERIFY(watched.expired());
}

QTEST_GUILESS_MAIN(TestXPathRun)
#include "tst_xpathrun.moc"
