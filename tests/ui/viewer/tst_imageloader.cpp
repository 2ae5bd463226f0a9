// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "viewer/imageloader.h"
#include "viewer/previewpane.h"

#include <QApplication>
#include <QBuffer>
#include <QLabel>
#include <QRegularExpression>
#include <QStringEncoder>
#include <QTest>

#include <optional>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QByteArray png(QSize size)
{
    QImage image(size, QImage::Format_Mono);
    image.fill(0);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray drawing(const QByteArray &inside)
{
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>"
        + inside + "</svg>";
}

QByteArray picture(const QByteArray &reference)
{
    return "<image xlink:href='" + reference + "' width='9' height='9'/>";
}

QByteArray data(const QByteArray &bytes)
{
    return "data:image/png;base64," + bytes.toBase64();
}

/// A writing in which no search of bytes finds a word.
QByteArray utf16(const QByteArray &xml)
{
    return QStringEncoder(QStringEncoder::Utf16, QStringConverter::Flag::WriteBom)
        .encode(u"<?xml version=\"1.0\" encoding=\"UTF-16\"?>"_s + QString::fromLatin1(xml));
}

} // namespace

class TestImageLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void G20_decodesWithinBounds_data();
    void G20_decodesWithinBounds();
    void previewsWhatItCan();
    void ownersMayGo();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestImageLoader::G20_decodesWithinBounds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem"); // empty: a picture
    QTest::newRow("png") << png({40, 30}) << QString();
    QTest::newRow("large") << png({8'000, 4'000}) << QString();
    QTest::newRow("too large") << png({8'000, 8'000}) << u"This picture of 8,000 × 8,000 pixels is too large"_s;
    QTest::newRow("damaged") << png({400, 300}).left(60) << u"This picture is damaged"_s;
    QTest::newRow("none") << QByteArray("hello") << u"This picture's format is not known here."_s;
    const QString elsewhere = u"This drawing refers to other files"_s;
    QTest::newRow("drawing") << drawing("<rect width='9' height='9'/>") << QString();
    QTest::newRow("drawing with a picture") << drawing(picture(data(png({9, 9})))) << QString();
    QTest::newRow("drawing with a large picture")
        << drawing(picture(data(png({8'000, 8'000})))) << u"The pictures in this drawing are too large"_s;
    QTest::newRow("drawing of a file") << drawing(picture("file:///etc/passwd")) << elsewhere;
    QTest::newRow("drawing of a path") << drawing(picture("&#47;nowhere/x.png")) << elsewhere;
    QTest::newRow("drawing of what is no picture") << drawing(picture(data("hello"))) << elsewhere;
    QTest::newRow("drawing of a drawing of a file")
        << drawing(picture(data(drawing(picture("/nowhere/x.png"))))) << elsewhere;
    QTest::newRow("drawing of a file, UTF-16") << utf16(drawing(picture("/nowhere/x.png"))) << elsewhere;
    QTest::newRow("drawing with a style sheet")
        << utf16("<?xml-stylesheet type=\"text/css\" href=\"/nowhere/x.css\"?>" + drawing("")) << elsewhere;
    QTest::newRow("drawing with entities") << utf16("<!DOCTYPE svg [<!ENTITY a 'a'>]>" + drawing("")) << elsewhere;
    QTest::newRow("drawing, compressed") << QByteArray::fromBase64(
        "H4sIAAAAAAACA7MpLktXqMjNySu2VcooKSmw0tcvLy/XKzfWyy9K1zcyMDDQB6pQUijPTCnJ"
        "sFWyVFLISM1MzygBMfXtADLy0tY+AAAA")
                                         << u"This drawing is compressed"_s;
}

void TestImageLoader::G20_decodesWithinBounds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    QTest::failOnWarning(QRegularExpression(u"image"_s)); // Qt's of a file that it could not open
    ImageLoader loader;
    std::optional<ImageLoader::Outcome> outcome;
    connect(&loader, &ImageLoader::finished, this, [&outcome](const ImageLoader::Outcome &one) { outcome = one; });
    loader.load(std::make_shared<const DocumentBytes>(bytes));
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20'000);
    QCOMPARE(outcome->image.isNull(), !problem.isEmpty());
    QVERIFY2(problem.isEmpty() ? outcome->problem.isEmpty() : outcome->problem.startsWith(problem),
             qPrintable(outcome->problem));
    QVERIFY(outcome->image.width() <= 4'096);
}

void TestImageLoader::previewsWhatItCan()
{
    PreviewPane pane(m_theme);
    pane.resize(500, 400);
    pane.QWidget::show();
    const auto says = [&pane] {
        QStringList texts;
        for (const QLabel *label : pane.findChildren<QLabel *>()) {
            if (label->isVisible())
                texts << label->text();
        }
        return texts.join(u'\n');
    };
    pane.show(std::make_shared<const DocumentBytes>(png({40, 30})), "image/png");
    QTRY_VERIFY(!pane.image().isNull());
    QVERIFY2(says().contains(u"40 × 30 pixels, PNG"), qPrintable(says()));
    pane.show(std::make_shared<const DocumentBytes>("{}"), "application/json");
    QVERIFY2(says().contains(u"No preview"), qPrintable(says()));
    QVERIFY(pane.image().isNull());
    pane.show(std::make_shared<const DocumentBytes>("<p>one <img src='file:///etc/passwd'>two"), "text/html");
    QTRY_VERIFY(says().isEmpty()); // the words have a view of their own
    pane.show(std::make_shared<const DocumentBytes>(QByteArray()), "image/png");
    QVERIFY(says().contains(u"Nothing to preview"));
}

void TestImageLoader::ownersMayGo()
{
    std::weak_ptr<const DocumentBytes> watched;
    {
        const auto bytes = std::make_shared<const DocumentBytes>(png({3'000, 3'000}));
        watched = bytes;
        ImageLoader loader;
        loader.load(bytes);
    }
    QTRY_VERIFY(watched.expired());
}

QTEST_MAIN(TestImageLoader)
#include "tst_imageloader.moc"
