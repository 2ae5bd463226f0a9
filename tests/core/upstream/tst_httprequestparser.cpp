// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/httprequestparser.h"

#include <QTest>

using namespace fuseboard;
using State = HttpRequestParser::State;

class tst_HttpRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void readsAWholeRequestFromSingleBytes();
    void readsPipelinedRequests();
    void keepsTheRequestWhileTheNextOneArrives();
    void decodesChunks();
    void countsWhatItDoesNotKeep();
    void waitsForContinueOnce();
    void skipsFewEmptyLinesOnly();
    void survivesNoise();
    void readsQueries();
};

namespace {

QByteArray withHost(const QByteArray &line, const QByteArray &fields = {})
{
    return line + "\r\nHost: a\r\n" + fields + "\r\n";
}

/// The first request of bytes given in pieces of a size, with the state in which it ended.
State feedInPieces(HttpRequestParser &parser, const QByteArray &bytes, qsizetype piece)
{
    State state = State::NeedMore;
    for (qsizetype at = 0; at < bytes.size() && state == State::NeedMore; at += piece) {
        parser.append(bytes.mid(at, piece));
        state = parser.next();
    }
    return state;
}

} // namespace

void tst_HttpRequestParser::accepted_data()
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

void tst_HttpRequestParser::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    const QByteArray chunked = withHost("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\n");
    row("TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 400);
    row("binary", QByteArray("\0\xff\xfe", 3), 400);
    row("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("one word", "GET\r\n\r\n", 400);
    row("two words", "GET /\r\n\r\n", 400);
    row("space in the target", withHost("GET /a b HTTP/1.1"), 400);
    row("relative target", withHost("GET a HTTP/1.1"), 400);
    row("control character in the target", withHost("GET /\x01 HTTP/1.1"), 400);
    row("A13 method is no token", withHost("G(T / HTTP/1.1"), 400);
    row("version 2", withHost("GET / HTTP/2.0"), 505);
    row("version 9.9", withHost("GET / HTTP/9.9"), 505);
    row("no version", withHost("GET / FTP/1.1x"), 400);
    row("CONNECT", withHost("CONNECT a:1 HTTP/1.1"), 501);
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", withHost("GET / HTTP/1.1", "Host: b\r\n"), 400);
    row("no colon", withHost("GET / HTTP/1.1", "Broken\r\n"), 400);
    row("space before the colon", withHost("GET / HTTP/1.1", "A : b\r\n"), 400);
    row("empty name", withHost("GET / HTTP/1.1", ": b\r\n"), 400);
    row("folded line", withHost("GET / HTTP/1.1", "A: b\r\n c\r\n"), 400);
    row("A10 CR in a value", withHost("GET / HTTP/1.1", "A: b\rc\r\n"), 400);
    row("A10 NUL in a value", withHost("GET / HTTP/1.1", QByteArray("A: b\0c\r\n", 8)), 400);
    row("G3 length -1", withHost("POST / HTTP/1.1", "Content-Length: -1\r\n"), 400);
    row("G3 length +5", withHost("POST / HTTP/1.1", "Content-Length: +5\r\n"), 400);
    row("G3 length abc", withHost("POST / HTTP/1.1", "Content-Length: abc\r\n"), 400);
    row("G3 length 1, 1", withHost("POST / HTTP/1.1", "Content-Length: 1, 1\r\n"), 400);
    row("G3 no digits", withHost("POST / HTTP/1.1", "Content-Length:\r\n"), 400);
    row("G3 2^64", withHost("POST / HTTP/1.1", "Content-Length: 18446744073709551616\r\n"), 400);
    row("G3 two lengths", withHost("POST / HTTP/1.1", "Content-Length: 1\r\nContent-Length: 2\r\n"), 400);
    row("length above the limit", withHost("POST / HTTP/1.1", "Content-Length: 99999999999\r\n"), 413);
    row("G4 length and chunks", withHost("POST / HTTP/1.1", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
        400);
    row("coding twice", withHost("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        400);
    row("other coding", withHost("POST / HTTP/1.1", "Transfer-Encoding: gzip, chunked\r\n"), 501);
    row("chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("other expectation", withHost("POST / HTTP/1.1", "Expect: tea\r\n"), 417);
    row("G5 chunk size ZZ", chunked + "ZZ\r\n", 400);
    row("G5 chunk size -5", chunked + "-5\r\n", 400);
    row("G5 chunk size 0x5", chunked + "0x5\r\n", 400);
    row("G5 empty chunk size", chunked + "\r\n", 400);
    row("G5 chunk of 2^64", chunked + "FFFFFFFFFFFFFFFF\r\n", 413);
    row("G5 endless digits", chunked + QByteArray(2000, '0'), 400);
    row("G5 endless extension", chunked + "1;" + QByteArray(2000, 'x'), 400);
    row("G5 no CRLF behind a chunk", chunked + "1\r\naX", 400);
    row("G5 bare LF behind a size", chunked + "1\na\r\n", 400);
    row("G5 endless trailer", chunked + "0\r\n" + QByteArray("A: b\r\n").repeated(3000), 400);
    row("request line of 20 KiB", withHost("GET /" + QByteArray(20 * 1024, 'x') + " HTTP/1.1"), 414);
    row("endless request line", "GET /" + QByteArray(70 * 1024, 'x'), 431);
    row("G6 101 fields", withHost("GET / HTTP/1.1", QByteArray("A: b\r\n").repeated(100)), 431);
    row("G6 head of 70 KiB", withHost("GET / HTTP/1.1", "A: " + QByteArray(70 * 1024, 'x') + "\r\n"), 431);
    row("G7 endless fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(20'000), 431);
}

void tst_HttpRequestParser::refused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);

    HttpRequestParser whole;
    QCOMPARE(feedInPieces(whole, bytes, bytes.size()), State::Failed);
    QCOMPARE(whole.failureStatus(), status);
    whole.append("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(whole.next(), State::Failed); // a stream that broke once is not trusted again

    HttpRequestParser pieces;
    QCOMPARE(feedInPieces(pieces, bytes, 11), State::Failed);
    // In pieces a long request line is told from a long head.
    QVERIFY(pieces.failureStatus() == status || (pieces.failureStatus() == 414 && status == 431));
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

void tst_HttpRequestParser::skipsFewEmptyLinesOnly()
{
    HttpRequestParser patient;
    QCOMPARE(feedInPieces(patient, "\r\n\r\n" + withHost("GET / HTTP/1.1"), 1), State::Ready);
    HttpRequestParser flooded;
    QCOMPARE(feedInPieces(flooded, QByteArray("\r\n").repeated(1000), 100), State::Failed);
    QCOMPARE(flooded.failureStatus(), 400);
}

void tst_HttpRequestParser::survivesNoise()
{
    // A valid conversation with random bytes changed: any verdict is right, but one must come and nothing may break.
    const QByteArray good = withHost("POST /a?b=c HTTP/1.1", "Transfer-Encoding: chunked\r\nA: b\r\n")
        + "5\r\nhello\r\n0\r\n\r\n" + withHost("GET / HTTP/1.1");
    quint32 chance = 12345;
    const auto next = [&chance] { return chance = chance * 1664525u + 1013904223u; };
    int failures = 0;
    for (int round = 0; round < 5000; ++round) {
        QByteArray bytes = good;
        for (int change = 0; change < 3; ++change)
            bytes[qsizetype(next() >> 8) % bytes.size()] = static_cast<char>(next() >> 24);
        HttpRequestParser parser;
        for (qsizetype at = 0; at < bytes.size(); at += 13) {
            parser.append(bytes.mid(at, 13));
            while (parser.next() == State::Ready)
                QVERIFY(!parser.request().path.isEmpty());
        }
        failures += parser.next() == State::Failed ? 1 : 0;
    }
    QVERIFY(failures > 1000);
    QVERIFY(failures < 5000);
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
