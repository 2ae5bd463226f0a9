// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/replyreader.h"
#include "support/packing.h"

#include <QNetworkReply>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// A reply whose answer is what the test says.
class ScriptedReply final : public QNetworkReply
{
public:
    explicit ScriptedReply(int status, const Headers &headers = {})
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
        setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QByteArray("Said so"));
        setUrl(QUrl(u"http://api.example/a/../b?c=d#e"_s));
        for (const auto &[name, value] : headers.fields())
            setRawHeader(name, value);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    void abort() override { }
    void come(const QByteArray &bytes) { m_bytes += bytes; }
    void tellOriginalLength(qint64 length) { setAttribute(QNetworkRequest::OriginalContentLengthAttribute, length); }
    void tellHttp2() { setAttribute(QNetworkRequest::Http2WasUsedAttribute, true); }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_bytes.size());
        std::copy_n(m_bytes.constData(), size, data);
        m_bytes.remove(0, size);
        return size;
    }

private:
    QByteArray m_bytes;
};

constexpr qint64 limit = 1000;

Request plainRequest(const QByteArray &method = "GET")
{
    return {.method = method, .url = QUrl(u"http://api.example/"_s)};
}

} // namespace

class TestReplyReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheHead();
    void cookiesStayApart();
    void G9_statuses_data();
    void G9_statuses();
    void G6_lostHeaders();
    void G3_lengths_data();
    void G3_lengths();
    void G4_lengthBesideChunks();
    void S06_whatIsAnnouncedTooLarge_data();
    void S06_whatIsAnnouncedTooLarge();
    void S06_whatComesTooLarge_data();
    void S06_whatComesTooLarge();
    void bodiesInPieces_data();
    void bodiesInPieces();
    void unpacks_data();
    void unpacks();
    void S06_bombs_data();
    void S06_bombs();
    void G14_brokenPacking_data();
    void G14_brokenPacking();
    void leavesPackedBodiesAlone_data();
    void leavesPackedBodiesAlone();
};

void TestReplyReader::readsTheHead()
{
    ReplyReader reader(limit, plainRequest());
    QVERIFY(!reader.hasHead());
    QCOMPARE(reader.status(), 0);
    ScriptedReply reply(404, {{"B", "1"}, {"A", "2, 3"}});
    reply.tellHttp2();
    QVERIFY(!reader.readHead(reply));
    QVERIFY(reader.hasHead());
    reply.come("body");
    QVERIFY(!reader.readBody(reply));
    const Response head = reader.head();
    QCOMPARE(head.status, 404);
    QCOMPARE(head.reason, QByteArray("Said so"));
    QCOMPARE(head.headers, (Headers{{"B", "1"}, {"A", "2, 3"}}));
    QCOMPARE(head.url, QUrl(u"http://api.example/b?c=d"_s));
    QCOMPARE(head.protocol, Protocol::Http2);
    QVERIFY(head.body.isEmpty());
    QCOMPARE(reader.takeResponse().body, QByteArray("body"));
}

void TestReplyReader::cookiesStayApart()
{
    ReplyReader reader(limit, plainRequest());
    const ScriptedReply reply(200, {{"set-cookie", "a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT\nb=2"}, {"X", "1"}});
    QVERIFY(!reader.readHead(reply));
    const QByteArrayList cookies{"a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT", "b=2"};
    QCOMPARE(reader.head().headers.values("Set-Cookie"), cookies);
    QCOMPARE(reader.head().headers.size(), 3);
}

void TestReplyReader::G9_statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorDetail>("detail");
    for (const int status : {-9'993, -1, 0, 1, 99, 600, 999, 99'999})
        QTest::addRow("ADV-G9 %d", status) << status << ErrorDetail::NotHttp;
    for (const int status : {100, 101, 102, 103, 199})
        QTest::addRow("ADV-G8 %d", status) << status << ErrorDetail::InterimAnswer;
    for (const int status : {200, 204, 299, 300, 304, 399, 400, 404, 499, 500, 599})
        QTest::addRow("ADV-G9 %d", status) << status << ErrorDetail::None;
}

void TestReplyReader::G9_statuses()
{
    QFETCH(int, status);
    QFETCH(ErrorDetail, detail);
    ReplyReader reader(limit, plainRequest());
    const auto error = reader.readHead(ScriptedReply(status, {{"A", "1"}}));
    QCOMPARE(error.has_value(), detail != ErrorDetail::None);
    if (error)
        QCOMPARE(*error, Error(ErrorKind::Protocol, detail));
    QCOMPARE(reader.status(), detail == ErrorDetail::NotHttp ? 0 : status);
}

void TestReplyReader::G6_lostHeaders()
{
    ReplyReader reader(limit, plainRequest());
    QCOMPARE(reader.readHead(ScriptedReply(200)), std::optional(Error(ErrorKind::Protocol, ErrorDetail::HeadersLost)));
    QCOMPARE(reader.status(), 200);
}

void TestReplyReader::G3_lengths_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("good");
    for (const char *field : {"0", "5", "005", " 5 ", "5, 5", "5,5,5", "1000"})
        QTest::addRow("ADV-G3 '%s'", field) << QByteArray(field) << true;
    for (const char *field :
         {"", " ", ",", "5,", ",5", "-1", "+5", "5.0", "1e3", "0x5", "abc", "5 5", "5, 6", "5, 5, 6", "\xd9\xa5",
          "9223372036854775808", "18446744073709551615", "99999999999999999999999999999999"})
        QTest::addRow("ADV-G3 '%s'", field) << QByteArray(field) << false;
    QTest::newRow("ADV-G3 NUL") << QByteArray("5\0", 2) << false;
}

void TestReplyReader::G3_lengths()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, good);
    ReplyReader reader(limit, plainRequest());
    const auto error = reader.readHead(ScriptedReply(200, {{"content-length", field}}));
    QCOMPARE(!error, good);
    QVERIFY(good || *error == Error(ErrorKind::Protocol, ErrorDetail::BadContentLength));
    QVERIFY(!good || !reader.hasOpenEnd());
}

void TestReplyReader::G4_lengthBesideChunks()
{
    ReplyReader reader(limit, plainRequest());
    const auto error = reader.readHead(ScriptedReply(200, {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}));
    QCOMPARE(error, std::optional(Error(ErrorKind::Protocol, ErrorDetail::BadContentLength)));
    ReplyReader chunked(limit, plainRequest());
    QVERIFY(!chunked.readHead(ScriptedReply(200, {{"Transfer-Encoding", "chunked"}})));
    QVERIFY(chunked.hasOpenEnd());
}

void TestReplyReader::S06_whatIsAnnouncedTooLarge_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<bool>("refused");
    QTest::newRow("S06 as much as allowed") << QByteArray("GET") << 200 << limit << false;
    QTest::newRow("S06 one more") << QByteArray("GET") << 200 << limit + 1 << true;
    QTest::newRow("S06 2^63-1") << QByteArray("GET") << 200 << std::numeric_limits<qint64>::max() << true;
    QTest::newRow("S06 of an error") << QByteArray("POST") << 500 << limit + 1 << true;
    QTest::newRow("ADV-G10 HEAD") << QByteArray("HEAD") << 200 << limit + 1 << false;
    QTest::newRow("ADV-G10 204") << QByteArray("GET") << 204 << limit + 1 << false;
    QTest::newRow("ADV-G10 304") << QByteArray("GET") << 304 << limit + 1 << false;
}

void TestReplyReader::S06_whatIsAnnouncedTooLarge()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(qint64, length);
    QFETCH(bool, refused);
    ReplyReader reader(limit, plainRequest(method));
    const auto error = reader.readHead(ScriptedReply(status, {{"Content-Length", QByteArray::number(length)}}));
    QCOMPARE(error.has_value(), refused);
    if (!error)
        return;
    QCOMPARE(error->kind, ErrorKind::TooLarge);
    QCOMPARE(error->detail, ErrorDetail::BodyLimit);
    QCOMPARE(error->bytes, std::optional(limit));
}

void TestReplyReader::S06_whatComesTooLarge_data()
{
    QTest::addColumn<QList<int>>("pieces");
    QTest::addColumn<bool>("refused");
    QTest::newRow("S06 nothing") << QList<int>{} << false;
    QTest::newRow("S06 as much as allowed") << QList<int>{400, 600} << false;
    QTest::newRow("S06 one more") << QList<int>{400, 601} << true;
    QTest::newRow("S06 at once") << QList<int>{1 << 20} << true;
    QTest::newRow("S06 byte by byte") << QList<int>(1001, 1) << true;
}

void TestReplyReader::S06_whatComesTooLarge()
{
    QFETCH(QList<int>, pieces);
    QFETCH(bool, refused);
    ReplyReader reader(limit, plainRequest());
    ScriptedReply reply(200, {{"A", "1"}});
    QVERIFY(!reader.readHead(reply));
    std::optional<Error> error;
    for (const int size : pieces) {
        QVERIFY(!error);
        reply.come(QByteArray(size, 'x'));
        error = reader.readBody(reply);
    }
    QCOMPARE(error.has_value(), refused);
    QVERIFY(!refused || error->kind == ErrorKind::TooLarge);
}

void TestReplyReader::bodiesInPieces_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<qint64>("original");
    QTest::addColumn<qint64>("wireBytes");
    QTest::newRow("announced") << Headers{{"Content-Length", "600000"}} << qint64(-1) << qint64(600'000);
    QTest::newRow("open") << Headers{{"A", "1"}} << qint64(-1) << qint64(600'000);
    QTest::newRow("as Qt read it") << Headers{{"A", "1"}} << qint64(500) << qint64(500);
}

void TestReplyReader::bodiesInPieces()
{
    QFETCH(Headers, headers);
    QFETCH(qint64, original);
    QFETCH(qint64, wireBytes);
    ReplyReader reader(1 << 20, plainRequest());
    ScriptedReply reply(200, headers);
    if (original >= 0)
        reply.tellOriginalLength(original);
    QVERIFY(!reader.readHead(reply));
    QByteArray whole;
    for (const int size : {1, 0, 99'999, 1, 300'000, 199'999}) {
        const QByteArray piece(size, static_cast<char>('a' + whole.size() % 26));
        reply.come(piece);
        whole += piece;
        QVERIFY(!reader.readBody(reply));
    }
    QVERIFY(!reader.checkEnd());
    const Response response = reader.takeResponse();
    QVERIFY(response.body == whole);
    QCOMPARE(response.wireBytes, wireBytes);
}

void TestReplyReader::unpacks_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("packed");
    const QByteArray text("the same and the same and the same");
    QTest::newRow("gzip") << QByteArray("gzip") << gzipped(text);
    QTest::newRow("deflate") << QByteArray("deflate") << deflated(text);
    QTest::newRow("gzip in two members") << QByteArray("gzip") << gzipped(text.first(5)) + gzipped(text.sliced(5));
}

void TestReplyReader::unpacks()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, packed);
    const QByteArray length = QByteArray::number(packed.size());
    ReplyReader reader(limit, plainRequest());
    ScriptedReply reply(200, {{"Content-Encoding", coding}, {"Content-Length", length}});
    QVERIFY(!reader.readHead(reply));
    QVERIFY(reader.hasOpenEnd()); // what it unpacks to is not announced
    for (const char byte : packed) {
        reply.come(QByteArray(1, byte));
        QVERIFY(!reader.readBody(reply));
    }
    QVERIFY(!reader.checkEnd());
    const Response response = reader.takeResponse();
    QCOMPARE(response.body, QByteArray("the same and the same and the same"));
    QCOMPARE(response.wireBytes, qint64(packed.size()));
}

void TestReplyReader::S06_bombs_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<qint64>("most");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("S06 a bomb") << gzipped(QByteArray(1 << 20, '\0')) << qint64(500'000)
                                << ErrorDetail::DecompressionBomb;
    QByteArray text;
    for (qint64 i = 0; i < 2000; ++i)
        text += QByteArray::number(i * i * 7919 % 100'003, 36);
    QTest::newRow("S06 a large text") << gzipped(text) << qint64(1000) << ErrorDetail::BodyLimit;
}

void TestReplyReader::S06_bombs()
{
    QFETCH(QByteArray, packed);
    QFETCH(qint64, most);
    QFETCH(ErrorDetail, detail);
    ReplyReader reader(most, plainRequest());
    ScriptedReply reply(200, {{"Content-Encoding", "gzip"}});
    QVERIFY(!reader.readHead(reply));
    reply.come(packed);
    const auto error = reader.readBody(reply);
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::TooLarge);
    QCOMPARE(error->detail, detail);
    QCOMPARE(error->bytes, std::optional(most));
}

void TestReplyReader::G14_brokenPacking_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<bool>("whileItComes");
    const QByteArray good = gzipped("the same and the same");
    QTest::newRow("ADV-G14 cut") << good.chopped(9) << false;
    QTest::newRow("ADV-G14 cut in its check sum") << good.chopped(1) << false;
    QTest::newRow("ADV-G14 no gzip") << QByteArray("the same and the same") << true;
    QByteArray wrong = good;
    wrong[wrong.size() - 6] = static_cast<char>(~wrong.at(wrong.size() - 6));
    QTest::newRow("ADV-G14 wrong check sum") << wrong << true;
}

void TestReplyReader::G14_brokenPacking()
{
    QFETCH(QByteArray, packed);
    QFETCH(bool, whileItComes);
    ReplyReader reader(limit, plainRequest());
    ScriptedReply reply(200, {{"Content-Encoding", "gzip"}});
    QVERIFY(!reader.readHead(reply));
    reply.come(packed);
    const Error broken(ErrorKind::Protocol, ErrorDetail::BadContentEncoding);
    QCOMPARE(reader.readBody(reply), whileItComes ? std::optional(broken) : std::nullopt);
    if (!whileItComes)
        QCOMPARE(reader.checkEnd(), std::optional(broken));
}

void TestReplyReader::leavesPackedBodiesAlone_data()
{
    QTest::addColumn<Headers>("asked");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("asked for as it comes") << Headers{{"accept-encoding", "gzip"}} << 200 << QByteArray("gzip");
    QTest::newRow("a part of it") << Headers() << 206 << QByteArray("gzip");
    QTest::newRow("ADV-G12 one upon the other") << Headers() << 200 << QByteArray("gzip, gzip");
    QTest::newRow("ADV-G12 unknown") << Headers() << 200 << QByteArray("compress");
}

void TestReplyReader::leavesPackedBodiesAlone()
{
    QFETCH(Headers, asked);
    QFETCH(int, status);
    QFETCH(QByteArray, coding);
    Request request = plainRequest();
    request.headers = asked;
    ReplyReader reader(limit, request);
    ScriptedReply reply(status, {{"Content-Encoding", coding}});
    QVERIFY(!reader.readHead(reply));
    const QByteArray packed = gzipped("text").chopped(2);
    reply.come(packed);
    QVERIFY(!reader.readBody(reply));
    QVERIFY(!reader.checkEnd());
    QCOMPARE(reader.takeResponse().body, packed);
}

QTEST_GUILESS_MAIN(TestReplyReader)
#include "tst_replyreader.moc"
