// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requesttext.h"

#include <QTest>

using namespace fuseboard;
using State = HttpRequestParser::State;

class tst_HttpRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void readsAWholeRequestFromSingleBytes();
    void readsPipelinedRequests();
    void keepsTheRequestWhileTheNextOneArrives();
    void decodesChunks();
    void countsWhatItDoesNotKeep();
    void takesTheLongestLineHoweverItIsCut();
    void waitsForContinueOnce();
    void readsQueries();
};

using namespace requesttext;

void tst_HttpRequestParser::accepted_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");

    const QByteArray none;
    QTest::newRow("plain") << withHost("GET / HTTP/1.1") << QByteArray("GET") << QByteArray("/") << none << none
                           << true;
    QTest::newRow("query") << withHost("GET /a?b=c&d HTTP/1.1") << QByteArray("GET") << QByteArray("/a")
                           << QByteArray("b=c&d") << none << true;
    QTest::newRow("two question marks") << withHost("GET /a?b?c HTTP/1.1") << QByteArray("GET") << QByteArray("/a")
                                        << QByteArray("b?c") << none << true;
    QTest::newRow("absolute form") << withHost("GET http://h:1/a?b HTTP/1.1") << QByteArray("GET") << QByteArray("/a")
                                   << QByteArray("b") << none << true;
    QTest::newRow("absolute form, no path")
        << withHost("GET http://h HTTP/1.1") << QByteArray("GET") << QByteArray("/") << none << none << true;
    QTest::newRow("absolute form, query only") << withHost("GET http://h?x HTTP/1.1") << QByteArray("GET")
                                               << QByteArray("/") << QByteArray("x") << none << true;
    QTest::newRow("asterisk") << withHost("OPTIONS * HTTP/1.1") << QByteArray("OPTIONS") << QByteArray("*") << none
                              << none << true;
    QTest::newRow("rare method") << withHost("PROPFIND /x HTTP/1.1") << QByteArray("PROPFIND") << QByteArray("/x")
                                 << none << none << true;
    QTest::newRow("close") << withHost("GET / HTTP/1.1", "Connection: x, CLOSE\r\n") << QByteArray("GET")
                           << QByteArray("/") << none << none << false;
    QTest::newRow("1.0 closes") << QByteArray("GET / HTTP/1.0\r\n\r\n") << QByteArray("GET") << QByteArray("/") << none
                                << none << false;
    QTest::newRow("1.0 keeps when asked") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
                                          << QByteArray("GET") << QByteArray("/") << none << none << true;
    QTest::newRow("body") << withHost("POST / HTTP/1.1", "Content-Length: 3\r\n") + "abc" << QByteArray("POST")
                          << QByteArray("/") << none << QByteArray("abc") << true;
    QTest::newRow("same length twice") << withHost("POST / HTTP/1.1", "Content-Length: 3\r\nContent-length: 3\r\n")
            + "abc" << QByteArray("POST")
                                       << QByteArray("/") << none << QByteArray("abc") << true;
    QTest::newRow("chunks") << withHost("PUT / HTTP/1.1", "Transfer-Encoding: Chunked\r\n")
            + "1\r\na\r\n2;x=y\r\nbc\r\n0\r\nT: 1\r\n\r\n"
                            << QByteArray("PUT") << QByteArray("/") << none << QByteArray("abc") << true;
    QTest::newRow("empty length") << withHost("POST / HTTP/1.1", "Content-Length: 0\r\n") << QByteArray("POST")
                                  << QByteArray("/") << none << none << true;
}

void tst_HttpRequestParser::accepted()
{
    QFETCH(const QByteArray, bytes);
    for (const qsizetype piece : {qsizetype(1), qsizetype(2), qsizetype(7), bytes.size()}) {
        HttpRequestParser parser;
        QCOMPARE(feedInPieces(parser, bytes, piece), State::Ready);
        QTEST(parser.request().method.toByteArray(), "method");
        QTEST(parser.request().path.toByteArray(), "path");
        QTEST(parser.request().query.toByteArray(), "query");
        QTEST(parser.request().body.toByteArray(), "body");
        QTEST(parser.request().keepAlive, "keepAlive");
        QVERIFY(parser.isIdle());
        QCOMPARE(parser.next(), State::NeedMore);
    }
}

void tst_HttpRequestParser::readsAWholeRequestFromSingleBytes()
{
    HttpRequestParser parser;
    const QByteArray bytes = withHost("POST /x HTTP/1.1", "Content-Length: 2\r\n") + "ok";
    for (qsizetype at = 0; at + 1 < bytes.size(); ++at) {
        parser.append(bytes.mid(at, 1));
        QCOMPARE(parser.next(), State::NeedMore);
        QVERIFY(!parser.isIdle());
    }
    parser.append(bytes.last(1));
    QCOMPARE(parser.next(), State::Ready);
}

void tst_HttpRequestParser::readsPipelinedRequests()
{
    constexpr int many = 500;
    QByteArray bytes;
    for (int i = 0; i < many; ++i)
        bytes += withHost("POST /" + QByteArray::number(i) + " HTTP/1.1", "Content-Length: 1\r\n") + "b";
    for (const qsizetype piece : {qsizetype(3), qsizetype(1000), bytes.size()}) {
        HttpRequestParser parser;
        int seen = 0;
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            parser.append(bytes.mid(at, piece));
            while (parser.next() == State::Ready)
                QCOMPARE(parser.request().path.toByteArray(), "/" + QByteArray::number(seen++));
        }
        QCOMPARE(seen, many);
    }
}

void tst_HttpRequestParser::keepsTheRequestWhileTheNextOneArrives()
{
    HttpRequestParser parser;
    parser.append(withHost("GET /first HTTP/1.1"));
    QCOMPARE(parser.next(), State::Ready);
    parser.append(QByteArray(100'000, 'G'));
    QCOMPARE(parser.request().path.toByteArray(), QByteArray("/first"));
}

void tst_HttpRequestParser::decodesChunks()
{
    const QByteArray body = QByteArray("0123456789abcdef").repeated(700);
    QByteArray bytes = withHost("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\n");
    for (qsizetype at = 0; at < body.size(); at += 97) {
        const QByteArray chunk = body.mid(at, 97);
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    bytes += "0\r\n\r\n";
    for (const qsizetype piece : {qsizetype(1), qsizetype(96), qsizetype(4096)}) {
        HttpRequestParser parser;
        QCOMPARE(feedInPieces(parser, bytes, piece), State::Ready);
        QCOMPARE(parser.request().body.toByteArray(), body);
        QCOMPARE(parser.request().bodyBytes, body.size());
    }
}

void tst_HttpRequestParser::countsWhatItDoesNotKeep()
{
    HttpRequestParser::Limits limits;
    limits.keptBody = 10;
    limits.body = 1000;
    HttpRequestParser parser(limits);
    parser.append(withHost("POST / HTTP/1.1", "Content-Length: 1000\r\n") + QByteArray(1000, 'x'));
    QCOMPARE(parser.next(), State::Ready);
    QCOMPARE(parser.request().bodyBytes, 1000);
    QCOMPARE(parser.request().body.size(), 10);
    parser.append(withHost("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\n") + "3E9\r\n");
    QCOMPARE(parser.next(), State::Failed);
    QCOMPARE(parser.failureStatus(), 413);
}

void tst_HttpRequestParser::takesTheLongestLineHoweverItIsCut()
{
    HttpRequestParser::Limits limits;
    limits.head.requestLine = 20;
    const auto lineOf = [](qsizetype length) { return withHost("GET /" + QByteArray(length - 14, 'x') + " HTTP/1.1"); };
    for (const qsizetype piece : {1, 21, 1000}) {
        HttpRequestParser longest(limits);
        QCOMPARE(feedInPieces(longest, lineOf(20), piece), State::Ready);
        HttpRequestParser longer(limits);
        QCOMPARE(feedInPieces(longer, lineOf(21), piece), State::Failed);
        QCOMPARE(longer.failureStatus(), 414);
    }
    // Nobody waits for the rest of a head that will be refused.
    HttpRequestParser begun(limits);
    QCOMPARE(feedInPieces(begun, lineOf(21).first(23), 23), State::Failed);
}

void tst_HttpRequestParser::waitsForContinueOnce()
{
    HttpRequestParser parser;
    parser.append(withHost("POST / HTTP/1.1", "Expect: 100-continue\r\nContent-Length: 2\r\n"));
    QCOMPARE(parser.next(), State::NeedMore);
    QVERIFY(parser.takeContinue());
    QVERIFY(!parser.takeContinue());
    parser.append("ok");
    QCOMPARE(parser.next(), State::Ready);
    QVERIFY(!parser.takeContinue());
}

void tst_HttpRequestParser::readsQueries()
{
    UpstreamRequest request;
    request.query = "a=1&b&c=&d=%41%zz&=x&a=2&n=nan&i=1e999";
    QCOMPARE(request.queryItem("a"), QByteArray("1"));
    QCOMPARE(request.queryItem("b"), QByteArray(""));
    QCOMPARE(request.queryItem("c"), QByteArray(""));
    QVERIFY(request.queryItem("d")->startsWith('A'));
    QVERIFY(!request.queryItem("e").has_value());
    QCOMPARE(request.queryNumber("a", 0, 5), 1.0);
    QVERIFY(!request.queryNumber("a", 2, 5).has_value());
    QVERIFY(!request.queryNumber("n", 0, 5).has_value());
    QVERIFY(!request.queryNumber("i", 0, 5).has_value());
}

QTEST_GUILESS_MAIN(tst_HttpRequestParser)
#include "tst_httprequestparser.moc"
