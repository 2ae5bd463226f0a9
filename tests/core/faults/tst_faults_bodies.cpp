// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault.h"
#include "support/packing.h"

#include <QtTest>

#ifdef __SANITIZE_ADDRESS__
/// What was freed is kept for a while, 256 MiB of it, and would be taken for what the engine holds.
extern "C" const char *__asan_default_options() // NOLINT(bugprone-reserved-identifier): its name is the interface
{
    return "quarantine_size_mb=1";
}
#endif

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Bodies that are too large, packed badly, without an end, or not what they are called.
class TestFaultsBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes() { playRow(); }
    void codings_data();
    void codings() { playRow(); }
    void endless_data();
    void endless() { playRow(); }
    void ADV_G12_memoryStaysBounded_data();
    void ADV_G12_memoryStaysBounded();
    void ADV_G15_bytesStayAsTheyAre_data();
    void ADV_G15_bytesStayAsTheyAre();
    void ADV_G17_json_data();
    void ADV_G17_json();

private:
    static void playRow()
    {
        QFETCH(Fault, fault);
        const QString wrong = fault.play("GET");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

namespace {

constexpr qint64 mebibyte = 1 << 20;

void bodyRow(const char *name, const Fault &fault)
{
    QTest::newRow(name) << fault;
}

Toxic packed(const QByteArray &coding, const QByteArray &body)
{
    return Toxic().answer("Content-Encoding: " + coding + "\r\nContent-Length: " + QByteArray::number(body.size()),
                          body);
}

Fault tooLarge(const Toxic &toxic, ErrorDetail detail = ErrorDetail::BodyLimit)
{
    return Fault::error(toxic, ErrorKind::TooLarge, detail, 200).upTo(mebibyte);
}

Fault badCoding(const Toxic &toxic)
{
    return Fault::protocol(toxic, ErrorDetail::BadContentEncoding);
}

/// What cannot be packed to less than its half.
QByteArray hexDigits(qsizetype size)
{
    QByteArray digits;
    for (quint32 state = 1; digits.size() < size; state = state * 1664525U + 1013904223U)
        digits += QByteArray::number(state >> 8, 16);
    return digits;
}

/// The most that this process has held since its last call; -1 where the system does not tell.
qint64 peakKiB()
{
    QFile status(u"/proc/self/status"_s);
    QFile clear(u"/proc/self/clear_refs"_s);
    if (!status.open(QIODevice::ReadOnly) || !clear.open(QIODevice::WriteOnly))
        return -1;
    qint64 peak = -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            peak = line.mid(6).trimmed().split(' ').value(0).toLongLong();
    }
    clear.write("5"); // begins anew from what is held now
    return peak;
}

} // namespace

void TestFaultsBodies::sizes_data()
{
    QTest::addColumn<Fault>("fault");
    const QByteArray piece(64 << 10, 'x');
    bodyRow("ADV-G11 10 GiB promised", tooLarge(Toxic().answer("Content-Length: 10737418240", "x")));
    bodyRow("ADV-G11 without end, until close", tooLarge(Toxic().answer("Connection: close").flood(piece)));
    bodyRow("ADV-G11 without end, in chunks",
            tooLarge(Toxic().answer("Transfer-Encoding: chunked").flood(chunk(piece))));
    bodyRow("ADV-G11 1 GiB in one chunk",
            tooLarge(Toxic().answer("Transfer-Encoding: chunked", "40000000\r\n").flood(piece)));
    bodyRow(
        "ADV-G11 at the limit",
        Fault::answer(Toxic().answer("Content-Length: 1048576", QByteArray(mebibyte, 'x')), QByteArray(mebibyte, 'x'))
            .upTo(mebibyte));
    bodyRow("ADV-B22 of an error",
            Fault::error(Toxic().answer("Connection: close", {}, "500 No").flood(piece), ErrorKind::TooLarge,
                         ErrorDetail::BodyLimit, 500)
                .upTo(mebibyte));
    bodyRow("ADV-B22 of a redirect",
            Fault::error(Toxic().answer("Location: /x\r\nConnection: close", {}, "302 There").flood(piece),
                         ErrorKind::TooLarge, ErrorDetail::BodyLimit, 302)
                .upTo(mebibyte));
}

void TestFaultsBodies::codings_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<Fault>("fault");
    const QByteArray text = QByteArray("The quick brown fox. ").repeated(500);
    const QByteArray whole = gzipped(text);
    QByteArray wrongSum = whole;
    wrongSum[wrongSum.size() - 6] = static_cast<char>(~wrongSum[wrongSum.size() - 6]);
    bodyRow("gzip", Fault::answer(packed("gzip", whole), text));
    bodyRow("deflate", Fault::answer(packed("deflate", deflated(text)), text));
    bodyRow("ADV-G12 unknown coding stays as it is", Fault::answer(packed("snappy", "abc"), "abc"));
    // Nobody asked for these, and nothing of them is unpacked: what would be a bomb stays as small as it came.
    for (const char *coding : {"br", "zstd", "BR", "gzip, br", "br, gzip"}) {
        const QByteArray bytes = QByteArray::fromHex("28b52ffda00000100054000010000001") + "\x1b\xff\xff\xff";
        QTest::addRow("ADV-G12 %s stays as it is", coding) << Fault::answer(packed(coding, bytes), bytes);
    }
    bodyRow("ADV-G12 gzip of gzip, named once", Fault::answer(packed("gzip", gzipped(whole)), whole));
    bodyRow("ADV-G12 gzip, gzip stays as it is", Fault::answer(packed("gzip, gzip", gzipped(whole)), gzipped(whole)));
    bodyRow("ADV-G12 gzip a hundred times stays as it is",
            Fault::answer(packed("gzip" + QByteArray(", gzip").repeated(99), whole), whole));
    bodyRow("ADV-G12 bomb",
            tooLarge(packed("deflate", deflated(QByteArray(80 * mebibyte, ' '))), ErrorDetail::DecompressionBomb));
    bodyRow("ADV-G12 bomb that is small",
            tooLarge(packed("gzip", gzipped((QByteArray(400, 'a') + "0123456789").repeated(8'000))),
                     ErrorDetail::DecompressionBomb));
    bodyRow("ADV-G12 too large at a usual ratio", tooLarge(packed("gzip", gzipped(hexDigits(2 * mebibyte)))));
    bodyRow("ADV-G12 members of nothing without end",
            tooLarge(Toxic().answer("Content-Encoding: gzip\r\nConnection: close").flood(gzipped({}).repeated(999))));
    bodyRow("ADV-G11 10 GiB promised, packed",
            tooLarge(Toxic().answer("Content-Encoding: gzip\r\nContent-Length: 10737418240", whole)));
    bodyRow("ADV-G13 12 MiB at a high ratio",
            Fault::answer(packed("deflate", deflated(QByteArray(12 * mebibyte, ' '))), QByteArray(12 * mebibyte, ' ')));
    bodyRow("ADV-G14 broken head", badCoding(packed("gzip", "\x1f\x8c" + whole.mid(2))));
    bodyRow("ADV-G14 broken data", badCoding(packed("gzip", whole.left(10) + QByteArray(200, '\xa5'))));
    bodyRow("ADV-G14 extra field and comment of 60 KiB",
            Fault::answer(packed("gzip", gzipped(text, QByteArray(60'000, 'e'), QByteArray(60'000, 'c'))), text));
    bodyRow("ADV-G14 wrong checksum", badCoding(packed("gzip", wrongSum)));
    bodyRow("ADV-G14 garbage behind", badCoding(packed("gzip", whole + "garbage")));
    bodyRow("ADV-G14 cut behind the data", badCoding(packed("gzip", whole.chopped(8))));
    bodyRow("ADV-G14 cut in the data", badCoding(packed("gzip", whole.left(whole.size() / 2))));
    bodyRow("ADV-G14 cut by its connection",
            Fault::broken(Toxic()
                              .answer("Content-Encoding: gzip\r\nContent-Length: " + QByteArray::number(whole.size()),
                                      whole.chopped(8))
                              .close(),
                          ErrorDetail::ClosedInBody, 200));
    bodyRow("ADV-G14 cut where the connection is the frame",
            badCoding(Toxic().answer("Content-Encoding: gzip\r\nConnection: close", whole.chopped(8)).close()));
    bodyRow("ADV-G14 cut in chunks",
            badCoding(Toxic().answer("Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
                                     chunk(whole.chopped(8)) + chunk({}))));
    bodyRow("ADV-G14 cut deflate", badCoding(packed("deflate", deflated(text).chopped(4))));
    bodyRow("ADV-G14 a part of what is packed stays packed",
            Fault::answer(Toxic().answer("Content-Encoding: gzip\r\nContent-Range: bytes 0-39/"
                                             + QByteArray::number(whole.size()) + "\r\nContent-Length: 40",
                                         whole.left(40), "206 Partial Content"),
                          whole.left(40), 206));
    bodyRow("ADV-G14 two members", Fault::answer(packed("gzip", whole + whole), text + text));
    bodyRow("ADV-G14 empty", Fault::answer(packed("gzip", ""), ""));
}

void TestFaultsBodies::endless_data()
{
    QTest::addColumn<Fault>("fault");
    const auto timedOut = [](const Toxic &toxic) {
        return Fault::error(toxic, ErrorKind::AttemptTimeout, {}, 200).seen(2).within(150ms);
    };
    bodyRow(
        "ADV-G23 events without end",
        timedOut(
            Toxic().answer("Content-Type: text/event-stream").drip(QByteArray("data: x\n\n").repeated(999), 9, 5ms)));
    bodyRow("ADV-G23 chunks without end",
            timedOut(Toxic().answer("Transfer-Encoding: chunked").drip(chunk("x").repeated(999), 6, 5ms)));
}

void TestFaultsBodies::ADV_G12_memoryStaysBounded_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::newRow("ADV-G12 300 MiB packed") << packed("deflate", deflated(QByteArray(300 * mebibyte, ' ')));
    QTest::newRow("ADV-G11 1 GiB plain")
        << Toxic().answer("Content-Length: 1073741824").flood(QByteArray(64 << 10, 'x'));
    QTest::newRow("ADV-G11 without end") << Toxic().answer("Connection: close").flood(QByteArray(64 << 10, 'x'));
}

void TestFaultsBodies::ADV_G12_memoryStaysBounded()
{
    QFETCH(Toxic, toxic);
    if (peakKiB() < 0)
        QSKIP("this system does not tell how much memory a process held");
    LoopbackServer server;
    toxic.playOnRequests(server);
    LiveFixture live(server.url());
    live.config.maxResponseBytes = 8 * mebibyte;
    live.make();
    peakKiB();
    const qint64 before = peakKiB();
    const CallWatch &watch = live.run("GET", u"/"_s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::TooLarge);
    const qint64 grown = peakKiB() - before;
    qInfo("INV5: limit 8 MiB, grown by %lld KiB", grown);
    QCOMPARE_LT(grown, 3 * 8 * 1024);
}

void TestFaultsBodies::ADV_G15_bytesStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("ADV-G15 unknown charset")
        << QByteArray("text/plain; charset=klingon") << QByteArray("\xff\xfe\x00x", 4);
    QTest::newRow("ADV-G15 UTF-7") << QByteArray("text/plain; charset=utf-7") << QByteArray("+ADw-b+AD4-");
    QTest::newRow("ADV-G15 UTF-16 without mark") << QByteArray("text/plain; charset=utf-16") << QByteArray("a\0b\0", 4);
    QTest::newRow("ADV-G15 broken UTF-8") << QByteArray("application/json") << QByteArray("\"\xc0\xaf\xed\xa0\x80\"");
    QTest::newRow("ADV-G15 0xFF") << QByteArray("text/plain") << QByteArray(1 << 20, '\xff');
    QTest::newRow("ADV-G16 NUL and escapes")
        << QByteArray("text/plain") << QByteArray("a\0\x1b]52;c;x\x07\xe2\x80\xae", 14);
    QTest::newRow("ADV-G24 ranges that nobody asked for")
        << QByteArray("multipart/byteranges; boundary=x") << QByteArray("--x\r\nContent-Range: bytes 9-1/0\r\n\r\nz");
}

void TestFaultsBodies::ADV_G15_bytesStayAsTheyAre()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    LoopbackServer server;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(type.startsWith("multipart") ? 206 : 200, {{"Content-Type", type}}, body);
    });
    LiveFixture live(server.url());
    live.make();
    const CallWatch &watch = live.run("GET", u"/"_s);
    QVERIFY(watch.response);
    QCOMPARE(watch.response->response.body, body);
    QVERIFY(watch.response->body().isValid()); // and turning it into text brings nothing down
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsBodies::ADV_G17_json_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isJson");
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QTest::newRow("ADV-G17 999 deep") << nested(999) << true;
    QTest::newRow("ADV-G17 1000 deep") << nested(1000) << true;
    QTest::newRow("ADV-G17 1001 deep") << nested(1001) << false;
    QTest::newRow("ADV-G17 100 000 deep") << nested(100'000) << false;
    QTest::newRow("ADV-G17 250 KB of objects") << QByteArray("[{\"\":").repeated(50'000) << false;
    QTest::newRow("ADV-G17 1e400") << QByteArray("[1e400]") << false;
    QTest::newRow("ADV-G17 NaN") << QByteArray("[NaN]") << false;
    QTest::newRow("ADV-G17 trailing comma") << QByteArray("[1,]") << false;
    QTest::newRow("ADV-G17 -0") << QByteArray("[-0]") << true;
    QTest::newRow("ADV-G17 repeated keys") << QByteArray("{\"a\":1,\"a\":2}") << true;
}

void TestFaultsBodies::ADV_G17_json()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isJson);
    LoopbackServer server;
    server.onRequest([&text](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(200, {{"Content-Type", "application/json"}}, text);
    });
    LiveFixture live(server.url());
    live.make();
    const CallWatch &watch = live.run("GET", u"/"_s);
    QVERIFY(watch.response);
    QCOMPARE(watch.response->response.body, text);
    // What is no JSON for the parser is told as it came.
    const QVariant body = watch.response->body();
    QCOMPARE(body.typeId() != QMetaType::QString, isJson);
    if (!isJson)
        QCOMPARE(body.toString().toUtf8(), text);
}

QTEST_GUILESS_MAIN(TestFaultsBodies)
#include "tst_faults_bodies.moc"
