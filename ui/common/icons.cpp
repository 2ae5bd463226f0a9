// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/icons.h"

#include "common/iconengine.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

namespace fuseboard {

namespace {

constexpr std::array iconFiles{
    "explore",       "dashboard", "search",  "plus", "close",      "check",   "half",   "dot",     "chevron-down",
    "chevron-right", "pause",     "play",    "send", "stop",       "reset",   "shield", "isolate", "copy",
    "save",          "more",      "warning", "info", "clock",      "key",     "bolt",   "sun",     "moon",
    "pulse",         "inbox",     "filter",  "link", "chevron-up", "history", "pin",
};
static_assert(iconFiles.size() == iconCount);

QPixmap renderIcon(IconId id, const QColor &color, QSize pixels)
{
    QFile file(iconPath(id));
    QPixmap pixmap(pixels);
    pixmap.fill(Qt::transparent);
    if (!file.open(QIODevice::ReadOnly))
        return pixmap;
    QSvgRenderer renderer(file.readAll().replace("#000000", color.name().toLatin1()));
    QPainter painter(&pixmap);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    return pixmap;
}

} // namespace

QString iconPath(IconId id)
{
    return QStringLiteral(":/fuseboard/icons/%1.svg").arg(QLatin1String(iconFiles[static_cast<std::size_t>(id)]));
}

QIcon themedIcon(const Theme &theme, IconId id, ColorRole normal, ColorRole active)
{
    return QIcon(new IconEngine(theme, id, normal, active));
}

void paintIcon(QPainter &painter, const QRectF &rect, IconId id, const QColor &color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (rect.size() * ratio).toSize();
    if (pixels.isEmpty())
        return;
    const QString key = QStringLiteral("fuseboard-icon-%1-%2-%3x%4")
                            .arg(static_cast<int>(id))
                            .arg(color.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = renderIcon(id, color, pixels);
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(ratio);
    // On whole device pixels, or the bitmap would be resampled and lose its edge.
    const QPointF at(std::round(rect.x() * ratio) / ratio, std::round(rect.y() * ratio) / ratio);
    painter.drawPixmap(at, pixmap);
}

} // namespace fuseboard
