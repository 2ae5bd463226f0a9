// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/cookies/cookiewording.h"

#include "models/words.h"

#include <QDateTime>
#include <QLocale>
#include <QUrl>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

const QString writtenFormat = u"yyyy-MM-dd HH:mm:ss"_s;

QDateTime localTime(WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

} // namespace

QString sentence(CookieFlaw flaw)
{
    switch (flaw) {
    case CookieFlaw::Name:
        return Words::tr("A cookie needs a name, without “=”, “;” and blanks at its ends.");
    case CookieFlaw::Value:
        return Words::tr(
            "A value has no “;”, no line break and no blanks at its ends. Write each cookie into a row of its "
            "own.");
    case CookieFlaw::Domain:
        return Words::tr(
            "The domain is a host in lower case, as api.example.com. A dot in front includes all hosts below, and "
            "is not for addresses.");
    case CookieFlaw::PublicSuffix:
        return Words::tr(
            "Hosts below that domain belong to many owners, who would all get the cookie. Name one of them.");
    case CookieFlaw::Path:
        return Words::tr(
            "The path begins with a slash and has no blank at its end. A slash alone stands for all paths.");
    case CookieFlaw::TooLong:
        return Words::tr("A cookie has at most 4 096 bytes in its name and value, and 1 024 in its domain and path.");
    }
    Q_UNREACHABLE();
}

QString readDomain(const QString &text)
{
    QString plain = text.trimmed().toLower();
    const bool isForAll = plain.startsWith(u'.');
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(isForAll ? plain.sliced(1) : plain);
    if (url.host().isEmpty())
        return plain;
    return isForAll ? u'.' + url.host() : url.host();
}

QString expiry(std::optional<WallTime> at)
{
    return at ? QLocale().toString(localTime(*at), QLocale::ShortFormat) : Words::tr("when you quit");
}

QString writtenExpiry(std::optional<WallTime> at)
{
    return at ? localTime(*at).toString(writtenFormat) : QString();
}

bool readExpiry(const QString &text, std::optional<WallTime> &at)
{
    const QString plain = text.trimmed();
    if (plain.isEmpty()) {
        at.reset();
        return true;
    }
    QDateTime moment;
    for (const QString &format : {writtenFormat, u"yyyy-MM-dd HH:mm"_s, u"yyyy-MM-dd"_s}) {
        if (!moment.isValid())
            moment = QDateTime::fromString(plain, format);
    }
    if (moment.isValid())
        at = WallTime(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
    return moment.isValid();
}

} // namespace fuseboard::wording
