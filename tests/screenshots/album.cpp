// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "album.h"

#include <QDialog>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QTest>
#include <QWidget>

#include <algorithm>
#include <cstdio>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int settlingLimit = 1500; // ms
constexpr int sameInARow = 5;
constexpr int fewestColors = 8; // a page without content still has its texts

QImage imageOf(QWidget &widget)
{
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// Neither the mouse's place belongs in a picture, nor that of the keyboard in the window.
void leaveAlone(QWidget &widget)
{
    const QList<QWidget *> parts = widget.findChildren<QWidget *>();
    for (QWidget *part : parts)
        part->setAttribute(Qt::WA_UnderMouse, false);
    QWidget *focus = widget.focusWidget();
    if (focus && !qobject_cast<QDialog *>(&widget))
        focus->clearFocus();
}

/// Answers are laid out by and by. A page that counts seconds never comes to rest.
QImage settledImageOf(QWidget &widget)
{
    QImage last;
    int same = 0;
    const bool isAtRest = QTest::qWaitFor(
        [&] {
            const QImage next = imageOf(widget);
            same = next == last ? same + 1 : 0;
            last = next;
            return same >= sameInARow;
        },
        settlingLimit);
    return isAtRest ? last : imageOf(widget);
}

bool isBlank(const QImage &image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width() && colors.size() < fewestColors; ++x)
            colors.insert(image.pixel(x, y));
    }
    return colors.size() < fewestColors;
}

} // namespace

Album::Album(const QString &folder, const QStringList &wanted)
    : m_folder(folder)
    , m_wanted(wanted)
{
    m_folder.mkpath(u"."_s);
}

bool Album::wants(const QString &name) const
{
    return m_wanted.isEmpty() || m_wanted.contains(name);
}

bool Album::wantsSome(const QString &beginning) const
{
    return m_wanted.isEmpty() || std::any_of(m_wanted.begin(), m_wanted.end(), [&beginning](const QString &name) {
               return name.startsWith(beginning);
           });
}

void Album::take(const QString &name, QWidget &widget)
{
    if (!wants(name))
        return;
    leaveAlone(widget);
    const QImage image = settledImageOf(widget);
    const QString scale = widget.devicePixelRatioF() > 1 ? u"@%1x"_s.arg(widget.devicePixelRatioF()) : QString();
    const QString path = m_folder.filePath(name + scale + u".png"_s);
    m_taken.append(name);
    if (isBlank(image))
        m_faults.append(u"%1 is blank."_s.arg(path));
    else if (!image.save(path))
        m_faults.append(u"%1 cannot be written."_s.arg(path));
    std::printf("%s\n", qUtf8Printable(path));
    std::fflush(stdout);
}

QStringList Album::faults() const
{
    QStringList all = m_faults;
    for (const QString &name : m_wanted) {
        if (!m_taken.contains(name))
            all.append(u"There is no picture %1."_s.arg(name));
    }
    return all;
}

} // namespace fuseboard
