// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bodydecoder.h"
#include "support/packing.h"

#include <QTest>

#include <optional>

using namespace fuseboard;

namespace {

constexpr qint64 much = 10 << 20;

const QByteArray text = QByteArray("The quick brown fox jumps over the lazy dog. ").repeated(2'000);

/// What some servers send as "deflate": neither head nor checksum.
QByteArray bareDeflated(const QByteArray &bytes)
{
    return deflated(bytes).mid(2).chopped(4);
}

/// Empty where it is not a whole body.
std::optional<QByteArray> unpacked(const QByteArray &coding, const QByteArray &packed, qsizetype pieceBytes)
{
    const auto decoder = BodyDecoder::forCoding(coding);
    QByteArray out;
    for (qsizetype at = 0; at < packed.size(); at += pieceBytes) {
        if (decoder->decode(packed.mid(at, pieceBytes), out, much) != BodyDecoder::State::Fine)
            return std::nullopt;
    }
    return decoder->isWhole() ? std::optional(out) : std::nullopt;
}

} // namespace

class TestBodyDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacks_data();
    void unpacks();
    void G14_cutAnywhere_data() { unpacks_data(); }
    void G14_cutAnywhere();
    void G14_broken_data();
    void G14_broken();
    void G12_nothingBeyondTheLimit();
    void G12_atTheLimit();
    void codings_data();
    void codings();
    void nothingIsAWholeBody();
    void whatIsUsedIsCounted();
};

void TestBodyDecoder::unpacks_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray some = text.left(300);
    QTest::newRow("gzip") << QByteArray("gzip") << gzipped(some) << some;
    QTest::newRow("gzip of nothing") << QByteArray("gzip") << gzipped({}) << QByteArray();
    QTest::newRow("gzip with extra field and comment")
        << QByteArray("gzip") << gzipped(some, QByteArray(300, 'e'), "a comment") << some;
    QTest::newRow("gzip of two members") << QByteArray("gzip") << gzipped(some) + gzipped("more") << some + "more";
    QTest::newRow("gzip with an empty member between")
        << QByteArray("gzip") << gzipped(some) + gzipped({}) + gzipped("more") << some + "more";
    QTest::newRow("zlib") << QByteArray("deflate") << deflated(some) << some;
    QTest::newRow("zlib of nothing") << QByteArray("deflate") << deflated({}) << QByteArray();
    QTest::newRow("bare deflate") << QByteArray("deflate") << bareDeflated(some) << some;
}

void TestBodyDecoder::unpacks()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, packed);
    QFETCH(QByteArray, expected);
    for (const qsizetype pieceBytes : {1, 2, 3, 7, 1'000'000})
        QCOMPARE(unpacked(coding, packed, pieceBytes), std::optional(expected));
}

// A cut between two members cannot be told from the end.
void TestBodyDecoder::G14_cutAnywhere()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, packed);
    for (qsizetype bytes = 1; bytes < packed.size(); ++bytes) {
        const bool isBetween = coding == "gzip" && packed.mid(bytes).startsWith("\x1f\x8b\x08");
        QCOMPARE(unpacked(coding, packed.left(bytes), 50).has_value(), isBetween);
    }
}

void TestBodyDecoder::G14_broken_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("packed");
    const QByteArray whole = gzipped(text);
    QByteArray wrongSum = whole;
    wrongSum[wrongSum.size() - 6] = static_cast<char>(~wrongSum[wrongSum.size() - 6]);
    QByteArray wrongSize = whole;
    wrongSize.back() = static_cast<char>(~wrongSize.back());
    QByteArray wrongAdler = deflated(text);
    wrongAdler.back() = static_cast<char>(~wrongAdler.back());
    QTest::newRow("G14 not packed at all") << QByteArray("gzip") << QByteArray("{\"orders\": []}");
    QTest::newRow("G14 other method") << QByteArray("gzip") << QByteArray("\x1f\x8b\x07") + whole.mid(3);
    QTest::newRow("G14 broken data") << QByteArray("gzip") << whole.left(10) + QByteArray(200, '\xa5');
    QTest::newRow("G14 wrong checksum") << QByteArray("gzip") << wrongSum;
    QTest::newRow("G14 wrong size") << QByteArray("gzip") << wrongSize;
    QTest::newRow("G14 garbage behind gzip") << QByteArray("gzip") << whole + "garbage";
    QTest::newRow("G14 one byte behind gzip") << QByteArray("gzip") << whole + '\0';
    QTest::newRow("G14 a broken second member") << QByteArray("gzip") << whole + whole.left(10) + QByteArray(9, '\xff');
    QTest::newRow("G14 zlib, wrong checksum") << QByteArray("deflate") << wrongAdler;
    QTest::newRow("G14 zlib, garbage behind") << QByteArray("deflate") << deflated(text) + "garbage";
    QTest::newRow("G14 zlib, two of them") << QByteArray("deflate") << deflated(text) + deflated(text);
    QTest::newRow("G14 bare deflate, garbage behind") << QByteArray("deflate") << bareDeflated(text) + "garbage";
    QTest::newRow("G14 deflate, neither") << QByteArray("deflate") << QByteArray(200, '\xff');
    QTest::newRow("G14 a dictionary that nobody has")
        << QByteArray("deflate") << QByteArray("\x78\xbb\x00\x01\x02\x03", 6) + QByteArray(20, 'x');
}

void TestBodyDecoder::G14_broken()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, packed);
    for (const qsizetype pieceBytes : {1, 5, 1'000'000})
        QVERIFY(!unpacked(coding, packed, pieceBytes));
}

void TestBodyDecoder::G12_nothingBeyondTheLimit()
{
    const QByteArray bomb = gzipped(QByteArray(50 << 20, ' '));
    constexpr qint64 most = 1 << 20;
    constexpr qint64 oneBlock = 16 << 10;
    const auto decoder = BodyDecoder::forCoding("gzip");
    QByteArray out;
    QCOMPARE(decoder->decode(bomb, out, most), BodyDecoder::State::TooLarge);
    QCOMPARE_GT(out.size(), most);
    QCOMPARE_LE(out.size(), most + oneBlock);
}

void TestBodyDecoder::G12_atTheLimit()
{
    for (const qint64 most : {text.size(), text.size() - 1}) {
        const auto decoder = BodyDecoder::forCoding("gzip");
        QByteArray out;
        const auto state = decoder->decode(gzipped(text), out, most);
        QCOMPARE(state, most == text.size() ? BodyDecoder::State::Fine : BodyDecoder::State::TooLarge);
    }
}

void TestBodyDecoder::codings_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<bool>("isKnown");
    for (const char *known : {"gzip", "GZIP", "x-gzip", " gzip ", "deflate", "Deflate"})
        QTest::addRow("%s", known) << QByteArray(known) << true;
    for (const char *other : {"", "identity", "br", "zstd", "compress", "gzip, gzip", "gzip,", "gzip;q=1", "gzipped"})
        QTest::addRow("no %s", other) << QByteArray(other) << false;
}

void TestBodyDecoder::codings()
{
    QFETCH(QByteArray, coding);
    QFETCH(bool, isKnown);
    QCOMPARE(BodyDecoder::forCoding(coding) != nullptr, isKnown);
}

void TestBodyDecoder::nothingIsAWholeBody()
{
    QCOMPARE(unpacked("gzip", {}, 1), std::optional(QByteArray()));
    QCOMPARE(unpacked("deflate", {}, 1), std::optional(QByteArray()));
}

void TestBodyDecoder::whatIsUsedIsCounted()
{
    const QByteArray packed = gzipped(text);
    const auto decoder = BodyDecoder::forCoding("gzip");
    QByteArray out;
    QCOMPARE(decoder->decode(packed.left(100), out, much), BodyDecoder::State::Fine);
    QCOMPARE(decoder->usedBytes(), 100);
    QCOMPARE(decoder->decode(packed.mid(100) + "garbage", out, much), BodyDecoder::State::Broken);
    QCOMPARE_LT(decoder->usedBytes(), packed.size() + 7);
}

QTEST_GUILESS_MAIN(TestBodyDecoder)
#include "tst_bodydecoder.moc"
