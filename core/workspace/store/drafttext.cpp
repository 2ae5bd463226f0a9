// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/drafttext.h"

#include "base/secretnames.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

bool standsForSecret(QStringView value)
{
    return value.contains("{{"_L1) || value.startsWith("${"_L1);
}

QString withoutSecretItems(const QString &path)
{
    const qsizetype query = path.indexOf(u'?');
    if (query < 0)
        return path;
    QStringList items = path.sliced(query + 1).split(u'&');
    for (QString &item : items) {
        const qsizetype sign = item.indexOf(u'=');
        const QString name = QUrl::fromPercentEncoding(item.left(qMax<qsizetype>(sign, 0)).toUtf8());
        if (sign >= 0 && isSecretParameterName(name) && !standsForSecret(item.sliced(sign + 1)))
            item.truncate(sign + 1);
    }
    return path.left(query + 1) + items.join(u'&');
}

QString withoutUserInfo(const QString &url)
{
    const qsizetype slashes = url.indexOf("//"_L1);
    const qsizetype begin = slashes < 0 ? 0 : slashes + 2;
    const auto isEnd = [](QChar letter) { return letter == u'/' || letter == u'?' || letter == u'#'; };
    const auto end = std::find_if(url.cbegin() + begin, url.cend(), isEnd);
    const qsizetype at = url.first(end - url.cbegin()).lastIndexOf(u'@');
    return at < begin ? url : url.first(begin) + url.sliced(at + 1);
}

} // namespace fuseboard
