// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requesttext.h"

#include <QTest>

using namespace fuseboard;
using namespace requesttext;
using State = HttpRequestParser::State;

/// What no server should take for a request.
class tst_RequestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void skipsFewEmptyLinesOnly();
    void survivesNoise();
};

void tst_RequestRefusals::refused_data() // NOLINT(readability-function-size): a table
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

void tst_RequestRefusals::refused()
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

void tst_RequestRefusals::skipsFewEmptyLinesOnly()
{
    HttpRequestParser patient;
    QCOMPARE(feedInPieces(patient, "\r\n\r\n" + withHost("GET / HTTP/1.1"), 1), State::Ready);
    HttpRequestParser flooded;
    QCOMPARE(feedInPieces(flooded, QByteArray("\r\n").repeated(1000), 100), State::Failed);
    QCOMPARE(flooded.failureStatus(), 400);
}

void tst_RequestRefusals::survivesNoise()
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

QTEST_GUILESS_MAIN(tst_RequestRefusals)
#include "tst_requestrefusals.moc"
