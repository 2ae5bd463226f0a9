// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/icons.h"
#include "common/theme.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

using namespace fuseboard;

class tst_icons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIconDraws_data();
    void everyIconDraws();
    void colourComesFromThePalette();
    void ADV_O11_iconsFollowTheTheme();
    void iconOutlivesItsTheme();
    void ADV_O11_sharpAtTwoPixelsAPoint();
};

namespace {

QImage drawn(IconId id, const QColor &color, int side, qreal ratio = 1)
{
    QImage image(QSize(side, side) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintIcon(painter, QRectF(0, 0, side, side), id, color);
    return image;
}

int opaquePixels(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 200;
    }
    return count;
}

QColor strongestColor(const QImage &image)
{
    QColor best(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > best.alpha())
                best = image.pixelColor(x, y);
        }
    }
    return best;
}

} // namespace

void tst_icons::everyIconDraws_data()
{
    QTest::addColumn<int>("id");
    for (int i = 0; i < iconCount; ++i)
        QTest::addRow("%s", qPrintable(iconPath(static_cast<IconId>(i)))) << i;
}

void tst_icons::everyIconDraws()
{
    QFETCH(int, id);
    const QString path = iconPath(static_cast<IconId>(id));
    QVERIFY2(QFile::exists(path), qPrintable(path));
    QVERIFY(QSvgRenderer(path).isValid());
    const QImage image = drawn(static_cast<IconId>(id), Qt::red, 40);
    QVERIFY(opaquePixels(image) > 20);
    QVERIFY2(opaquePixels(image) < 1200, "an icon is lines, not a block");
}

void tst_icons::colourComesFromThePalette()
{
    QCOMPARE(strongestColor(drawn(IconId::Check, QColor(10, 200, 30), 40)), QColor(10, 200, 30));
}

void tst_icons::ADV_O11_iconsFollowTheTheme()
{
    Theme theme(Theme::Mode::Light);
    const QIcon icon = themedIcon(theme, IconId::Stop, ColorRole::Text, ColorRole::Danger);
    QCOMPARE(strongestColor(icon.pixmap(20, 20).toImage()), theme.color(ColorRole::Text));
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(strongestColor(icon.pixmap(20, 20).toImage()), theme.color(ColorRole::Text));
    QCOMPARE(strongestColor(icon.pixmap(QSize(20, 20), QIcon::Normal, QIcon::On).toImage()),
             theme.color(ColorRole::Danger));
    QCOMPARE(strongestColor(icon.pixmap(QSize(20, 20), QIcon::Disabled).toImage()), theme.color(ColorRole::Faint));
}

void tst_icons::iconOutlivesItsTheme()
{
    auto theme = std::make_unique<Theme>(Theme::Mode::Light);
    const QIcon icon = themedIcon(*theme, IconId::Stop);
    theme.reset();
    QCOMPARE(opaquePixels(icon.pixmap(20, 20).toImage()), 0);
}

void tst_icons::ADV_O11_sharpAtTwoPixelsAPoint()
{
    const QImage one = drawn(IconId::Explore, Qt::black, 20);
    const QImage two = drawn(IconId::Explore, Qt::black, 20, 2);
    QCOMPARE(two.size(), one.size() * 2);
    // Rendered at the size and not scaled up: full lines at twice the size cover more than twice the pixels.
    QVERIFY(opaquePixels(two) > 2 * opaquePixels(one));
}

QTEST_MAIN(tst_icons)
#include "tst_icons.moc"
