// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/upstreamrequest.h"

#include <cmath>

namespace fuseboard {

std::optional<QByteArrayView> UpstreamRequest::header(QByteArrayView name) const
{
    for (const auto &[fieldName, value] : headers) {
        if (fieldName.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

std::optional<QByteArray> UpstreamRequest::queryItem(QByteArrayView name) const
{
    QByteArrayView rest = query;
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('&');
        const QByteArrayView item = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        const qsizetype equals = item.indexOf('=');
        if ((equals < 0 ? item : item.first(equals)) == name)
            return equals < 0 ? QByteArray("") : QByteArray::fromPercentEncoding(item.sliced(equals + 1).toByteArray());
    }
    return {};
}

std::optional<double> UpstreamRequest::queryNumber(QByteArrayView name, double least, double most) const
{
    if (query.isEmpty())
        return {};
    const auto text = queryItem(name);
    bool isNumber = false;
    const double number = text ? text->toDouble(&isNumber) : 0;
    if (!isNumber || std::isnan(number) || number < least || number > most)
        return {};
    return number;
}

} // namespace fuseboard
