// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault.h"
#include "support/packing.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// Answers whose frame is not what it should be.
class TestFaultsFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies() { playRow(); }
    void lengths_data();
    void lengths() { playRow(); }
    void chunks_data();
    void chunks() { playRow(); }
    void heads_data();
    void heads() { playRow(); }
    void statusLines_data();
    void statusLines() { playRow(); }

private:
    static void playRow()
    {
        QFETCH(Fault, fault);
        const QString wrong = fault.play(fault.method);
        QVERIFY2(wrong.isEmpty(), qPrintable(QString::fromLatin1(fault.method) + QStringLiteral(": ") + wrong));
        if (fault.method == "HEAD")
            return;
        const QString wrongForPost = fault.play("POST");
        QVERIFY2(wrongForPost.isEmpty(), qPrintable(QStringLiteral("POST: ") + wrongForPost));
    }
};

namespace {

using Kind = ErrorKind;
using Detail = ErrorDetail;

void faultRow(const char *name, const Fault &fault)
{
    QTest::newRow(name) << fault;
}

Toxic framed(const QByteArray &fields)
{
    return Toxic().answer(fields, "body");
}

Toxic chunked(const QByteArray &body)
{
    return Toxic().answer("Transfer-Encoding: chunked", body);
}

QByteArray fields(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "X-" + QByteArray::number(i) + ": v\r\n";
    return text;
}

} // namespace

void TestFaultsFraming::bodies_data()
{
    QTest::addColumn<Fault>("fault");
    const QByteArray half(50, 'h');
    const Toxic promised = Toxic().answer("Content-Length: 100", half);
    faultRow("ADV-G1 half a body, close", Fault::broken(Toxic(promised).close(), Detail::ClosedInBody, 200));
    faultRow("ADV-G1 half a body, RST", Fault::broken(Toxic(promised).pause(10ms).reset(), Detail::ClosedInBody, 200));
    faultRow("ADV-G1 half a body, silence",
             Fault::error(promised, Kind::AttemptTimeout, {}, 200).seen(2).within(150ms));
    faultRow("ADV-G2 surplus",
             Fault::answer(Toxic().answer("Content-Length: 10", QByteArray(100, 's')), QByteArray(10, 's')));
    faultRow("ADV-G2 surplus that is an answer",
             Fault::answer(framed("Content-Length: 4").answer("Content-Length: 5", "other"), "body"));
    faultRow("ADV-G10 204 with body", Fault::answer(Toxic().answer("Content-Length: 4", "body", "204 No"), "", 204));
    faultRow("ADV-G10 304 with body", Fault::answer(Toxic().answer("Content-Length: 4", "body", "304 No"), "", 304));
    faultRow("ADV-G10 205 with body",
             Fault::answer(Toxic().answer("Content-Length: 4", "body", "205 Reset"), "body", 205));
    faultRow("ADV-G10 HEAD with body", Fault::answer(framed("Content-Length: 4"), "").as("HEAD"));
}

void TestFaultsFraming::lengths_data()
{
    QTest::addColumn<Fault>("fault");
    for (const char *length :
         {"-1", "abc", "1, 2", "9223372036854775808", "18446744073709551615", "+4", "1e3", "4.0", "0x4", "4 4"}) {
        QTest::addRow("ADV-G3 length '%s'", length)
            << Fault::protocol(framed(QByteArray("Content-Length: ") + length).close(), Detail::BadContentLength);
    }
    faultRow("ADV-G3 no length behind the name",
             Fault::protocol(framed("Content-Length:").close(), Detail::HeadersLost));
    faultRow("ADV-G3 two lengths",
             Fault::protocol(framed("Content-Length: 4\r\nContent-Length: 5").close(), Detail::BadContentLength));
    faultRow("ADV-G3 two equal lengths", Fault::answer(framed("Content-Length: 4\r\nContent-Length: 4"), "body"));
    faultRow(
        "ADV-G4 length and chunks",
        Fault::protocol(Toxic().answer("Content-Length: 4\r\nTransfer-Encoding: chunked", chunk("body") + chunk("")),
                        Detail::BadContentLength));
}

void TestFaultsFraming::chunks_data()
{
    QTest::addColumn<Fault>("fault");
    faultRow("ADV-G5 whole", Fault::answer(chunked(chunk("bo") + chunk("dy") + chunk("")), "body"));
    faultRow("ADV-G5 trailers", Fault::answer(chunked(chunk("body") + "0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"), "body"));
    faultRow("ADV-G5 extension of 1 MiB",
             Fault::answer(chunked("4;a=" + QByteArray(1 << 20, 'x') + "\r\nbody\r\n" + chunk("")), "body"));
    faultRow("ADV-G5 no last chunk", Fault::broken(chunked(chunk("body")).close(), Detail::ClosedInBody, 200));
    faultRow("ADV-G5 size of 1 MiB of digits",
             Fault::broken(chunked(QByteArray(1 << 20, '1')).close(), Detail::ClosedInBody, 200));
    // Known limits: Qt takes what is no size for 0, the last chunk, and nobody can see it.
    faultRow("ADV-G5 size ZZ", Fault::answer(chunked(chunk("body") + "ZZ\r\nlost\r\n" + chunk("")), "body"));
    faultRow("ADV-G5 size -5", Fault::answer(chunked(chunk("body") + "-5\r\nlost\r\n" + chunk("")), "body"));
    faultRow("ADV-G5 size FFFFFFFFFFFFFFFF",
             Fault::answer(chunked(chunk("body") + "FFFFFFFFFFFFFFFF\r\nlost\r\n" + chunk("")), "body"));
    faultRow("ADV-G5 no line break behind a chunk", Fault::answer(chunked("4\r\nbody4\r\nlost\r\n0\r\n\r\n"), "body"));
}

void TestFaultsFraming::heads_data()
{
    QTest::addColumn<Fault>("fault");
    faultRow("ADV-G6 99 fields", Fault::answer(framed(fields(98) + "Content-Length: 4"), "body"));
    faultRow("ADV-G6 ADV-D21 101 fields",
             Fault::protocol(framed(fields(100) + "Content-Length: 4"), Detail::HeadersLost));
    faultRow(
        "ADV-G6 a field of 101 KiB",
        Fault::protocol(framed("X: " + QByteArray(101 << 10, 'x') + "\r\nContent-Length: 4"), Detail::HeadersLost));
    faultRow("ADV-G6 300 KiB in all",
             Fault::protocol(framed(("X: " + QByteArray(60 << 10, 'x') + "\r\n").repeated(5) + "Content-Length: 4"),
                             Detail::HeadersLost));
    faultRow("ADV-G6 space in a name", Fault::protocol(framed("X Y: z\r\nContent-Length: 4"), Detail::HeadersLost));
    faultRow("ADV-G6 bare line feeds",
             Fault::answer(Toxic().send("HTTP/1.1 200 OK\nContent-Length: 4\n\nbody"), "body"));
    faultRow("ADV-G6 folded field", Fault::answer(framed("X: a\r\n b\r\nContent-Length: 4"), "body"));
    faultRow("ADV-G6 NUL in a value", Fault::answer(framed(QByteArray("X: a\0b\r\nContent-Length: 4", 25)), "body"));
    faultRow("ADV-G6 no fields at all", Fault::protocol(framed("").close(), Detail::HeadersLost));
    faultRow("ADV-G25 no reason", Fault::answer(Toxic().answer("Content-Length: 4", "body", "200 "), "body"));
    faultRow("ADV-G25 reason of 1 MiB",
             Fault::answer(Toxic().answer("Content-Length: 4", "body", "200 " + QByteArray(1 << 20, 'r')), "body"));
    faultRow("ADV-G7 fields without end, slowly",
             Fault::error(Toxic().send("HTTP/1.1 200 OK\r\n").drip(QByteArray("X: y\r\n").repeated(999), 1, 5ms),
                          Kind::AttemptTimeout)
                 .seen(2)
                 .within(150ms));
    faultRow("ADV-G7 fields without end, 1 MB/s",
             Fault::error(Toxic()
                              .send("HTTP/1.1 200 OK\r\n")
                              .drip(QByteArray("X: 0123456789\r\n").repeated(100'000), 1'500 * 7, 10ms),
                          Kind::AttemptTimeout)
                 .seen(2)
                 .within(150ms));
}

void TestFaultsFraming::statusLines_data()
{
    QTest::addColumn<Fault>("fault");
    const auto interim = [](const char *name, const Toxic &toxic, int status) {
        faultRow(name, Fault::protocol(toxic, Detail::InterimAnswer, status));
    };
    const auto first = [](const QByteArray &status) { return Toxic().answer("Link: x", {}, status); };
    interim("ADV-G8 103 first", first("103 Early Hints").answer("Content-Length: 4", "body"), 103);
    interim("ADV-G8 102 a thousand times",
            first("102 Processing").send(QByteArray("HTTP/1.1 102 P\r\n\r\n").repeated(999)), 102);
    interim("ADV-G8 101 that nobody asked for", Toxic().answer("Upgrade: x", {}, "101 Switching"), 101);
    faultRow("ADV-G8 100 first",
             Fault::answer(Toxic().send("HTTP/1.1 100 Continue\r\n\r\n").answer("Content-Length: 4", "body"), "body"));
    faultRow(
        "ADV-G8 100 a million times",
        Fault::answer(
            Toxic().send(QByteArray("HTTP/1.1 100 C\r\n\r\n").repeated(1'000'000)).answer("Content-Length: 4", "body"),
            "body")
            .within(60s));
    faultRow("ADV-G9 status 99999",
             Fault::protocol(Toxic().answer("Content-Length: 4", "body", "99999 X"), Detail::NotHttp, 0));
    faultRow("ADV-G9 status abc",
             Fault::broken(Toxic().answer("Content-Length: 4", "body", "abc X").close(), Detail::ClosedBeforeAnswer));
    faultRow("ADV-G9 HTTP/9.9",
             Fault::answer(Toxic().send("HTTP/9.9 200 OK\r\nContent-Length: 4\r\n\r\nbody"), "body"));
    faultRow("ADV-G9 ICY", Fault::broken(Toxic().send("ICY 200 OK\r\n\r\n").close(), Detail::ClosedBeforeAnswer));
    faultRow("ADV-G9 SSH banner",
             Fault::protocol(Toxic().send("SSH-2.0-OpenSSH_9.2\r\n").pause(20ms).close(), Detail::NotHttp, 0)
                 .seen(Fault::any)
                 .toConnections());
    faultRow("ADV-G9 bytes of TLS",
             Fault::broken(Toxic().send(QByteArray::fromHex("15030100020228")).close(), Detail::ClosedBeforeAnswer));
    faultRow("ADV-G9 random bytes",
             Fault::broken(Toxic().send(QByteArray(300, '\x7f')).close(), Detail::ClosedBeforeAnswer));
}

QTEST_GUILESS_MAIN(TestFaultsFraming)
#include "tst_faults_framing.moc"
