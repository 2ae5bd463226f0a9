// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/figures.h"

#include "models/words.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fuseboard::wording {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

enum class Zeros { Drop, Keep };

QString decimalFigure(double value, int decimals, Zeros zeros)
{
    QLocale locale;
    QString text = locale.toString(value, 'f', decimals);
    const QString point = locale.decimalPoint();
    if (zeros == Zeros::Drop && decimals > 0 && text.contains(point)) {
        const QString zero = locale.zeroDigit();
        while (text.endsWith(zero))
            text.chop(zero.size());
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

/// How many decimals make three figures of a value below 1000.
int decimalsForThreeFigures(double value)
{
    return value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
}

QString longSpan(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const auto two = [](const QString &sentence, qint64 big, qint64 small) {
        return filled(sentence, {count(big), count(small)});
    };
    if (hours >= 24)
        return hours % 24 == 0 ? Words::tr("%1 d").arg(count(hours / 24))
                               : two(Words::tr("%1 d %2 h"), hours / 24, hours % 24);
    if (hours > 0)
        return minutes % 60 == 0 ? Words::tr("%1 h").arg(count(hours))
                                 : two(Words::tr("%1 h %2 min"), hours, minutes % 60);
    return seconds % 60 == 0 ? Words::tr("%1 min").arg(count(minutes))
                             : two(Words::tr("%1 min %2 s"), minutes, seconds % 60);
}

QString span(Duration given, Zeros zeros)
{
    const double seconds = std::max(0.0, toSeconds(given));
    const double milliseconds = seconds * 1000;
    if (milliseconds == 0)
        return Words::tr("0 ms");
    if (milliseconds < 0.005)
        //: %1 is the smallest figure that is shown: "0.01"
        return Words::tr("< %1 ms").arg(decimalFigure(0.01, 2, zeros));
    if (milliseconds < 999.5)
        return Words::tr("%1 ms").arg(
            decimalFigure(milliseconds, milliseconds < 9.95 ? 1 + (milliseconds < 0.95) : 0, zeros));
    if (seconds < 59.95)
        return Words::tr("%1 s").arg(decimalFigure(seconds, decimalsForThreeFigures(seconds), zeros));
    return longSpan(qint64(std::round(seconds)));
}

bool isInvisible(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0xe0000 && c <= 0xe007f);
}

} // namespace

QString duration(Duration given)
{
    return span(given, Zeros::Drop);
}

QString measured(Duration given)
{
    return span(given, Zeros::Keep);
}

QString remaining(Duration given)
{
    if (given <= 0ns)
        return Words::tr("0 s");
    if (given < 1s)
        return duration(std::chrono::ceil<std::chrono::milliseconds>(given));
    return duration(std::chrono::ceil<std::chrono::seconds>(given));
}

QString countdown(Duration given)
{
    const qint64 seconds = std::max<qint64>(0, std::chrono::ceil<std::chrono::seconds>(given).count());
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds >= 3600)
        return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 60) + u':' + two(seconds % 60);
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString shortCount(qint64 number)
{
    if (number < 10'000)
        return count(number);
    const auto figure = [number](double unit) {
        const double value = double(number) / unit;
        return decimalFigure(value, value < 9.95 ? 1 : 0, Zeros::Drop);
    };
    //: thousands, millions and thousands of millions, in little room
    return number < 999'500    ? Words::tr("%1k").arg(figure(1e3))
        : number < 999'500'000 ? Words::tr("%1M").arg(figure(1e6))
                               : Words::tr("%1G").arg(figure(1e9));
}

QString bytes(qint64 size)
{
    if (size < 1000)
        return Words::tr("%1 B").arg(count(std::max<qint64>(0, size)));
    double value = double(size) / 1000;
    if (value < 999.5)
        return Words::tr("%1 KB").arg(decimalFigure(value, value < 99.95 ? 1 : 0, Zeros::Drop));
    value /= 1000;
    if (value < 999.5)
        return Words::tr("%1 MB").arg(decimalFigure(value, value < 99.95 ? 1 : 0, Zeros::Drop));
    return Words::tr("%1 GB").arg(decimalFigure(value / 1000, 1, Zeros::Drop));
}

QString percent(double value)
{
    if (std::isnan(value))
        return Words::tr("no data");
    if (value > 0 && value < 0.05)
        return Words::tr("< %1 %").arg(decimalFigure(0.1, 1, Zeros::Keep));
    if (value > 99.95 && value < 100)
        return Words::tr("> %1 %").arg(decimalFigure(99.9, 1, Zeros::Keep));
    return Words::tr("%1 %").arg(decimalFigure(std::clamp(value, 0.0, 100.0), 1, Zeros::Drop));
}

QString rate(double perSecond)
{
    const double value = std::isfinite(perSecond) ? std::max(0.0, perSecond) : 0.0;
    //: how many requests a second
    return Words::tr("%1 requests/s").arg(decimalFigure(value, value < 9.95 ? 1 : 0, Zeros::Drop));
}

QString rate(int requests, Duration window)
{
    if (window == 1s)
        return Words::tr("%1 requests/s").arg(count(requests));
    if (window == 1min)
        return Words::tr("%1 requests/min").arg(count(requests));
    if (window == 1h)
        return Words::tr("%1 requests/h").arg(count(requests));
    //: %1 a number, %2 a span of time: "5 requests in 2.5 s"
    return filled(requests == 1 ? Words::tr("%1 request in %2") : Words::tr("%1 requests in %2"),
                  {count(requests), duration(window)});
}

QString failures(int number)
{
    return number == 1 ? Words::tr("1 failure") : Words::tr("%Ln failures", nullptr, number);
}

QString retries(int number)
{
    return number == 1 ? Words::tr("1 retry") : Words::tr("%Ln retries", nullptr, number);
}

QString timeOfDay(WallTime at)
{
    const auto local = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toLocalTime();
    return local.toString(u"HH:mm:ss"_s);
}

QString timeOfEnd(WallTime at, Duration wait)
{
    const auto local = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toLocalTime();
    if (wait < 10s)
        return local.toString(u"HH:mm:ss.zzz"_s).chopped(2);
    return wait < 20h ? local.toString(u"HH:mm:ss"_s) : local.toString(u"yyyy-MM-dd HH:mm"_s);
}

QString endOfPause(WallTime at, Duration left)
{
    // Both are read at every tick, and a moment that jumps to and fro by a second would be worse than a late one.
    const auto end = at + std::chrono::round<std::chrono::milliseconds>(std::clamp<Duration>(left, 0s, 10'000h));
    const WallTime whole(std::chrono::ceil<std::chrono::seconds>(end.time_since_epoch() - 50ms));
    return timeOfEnd(whole, std::max<Duration>(left, 10s));
}

QString printable(const QString &text, qsizetype limit)
{
    QString result;
    const QList<uint> points = text.left(limit + 1).toUcs4();
    for (qsizetype i = 0; i < points.size(); ++i) {
        if (i == limit)
            return result + u'…';
        const char32_t c = points[i];
        if (isInvisible(c) || QChar::isSurrogate(c))
            result += u"\\u{"_s + QString::number(uint(c), 16) + u'}';
        else
            result += QChar::fromUcs4(c);
    }
    return text.size() > limit + 1 ? result + u'…' : result;
}

QString toolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<span>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</span>"_s;
}

} // namespace fuseboard::wording
