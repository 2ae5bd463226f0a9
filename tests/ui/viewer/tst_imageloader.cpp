// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "viewer/imageloader.h"
#include "viewer/previewpane.h"

#include <QApplication>
#include <QBuffer>
#include <QLabel>
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
    QTest::newRow("drawing") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                                           "<rect width='9' height='9'/></svg>")
                             << QString();
    QTest::newRow("drawing of a file") << QByteArray(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' "
        "height='9'><image xlink:href='file:///etc/passwd' width='9' height='9'/></svg>")
                                       << u"This drawing refers to other files"_s;
}

void TestImageLoader::G20_decodesWithinBounds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
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
