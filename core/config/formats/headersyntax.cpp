// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/headersyntax.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array framingHeaders{"connection"_L1,        "content-length"_L1,   "expect"_L1, "http2-settings"_L1,
                                    "keep-alive"_L1,        "proxy-connection"_L1, "te"_L1,     "trailer"_L1,
                                    "transfer-encoding"_L1, "upgrade"_L1};

bool isTokenLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || QStringView(u"!#$%&'*+-.^_`|~").contains(c);
}

bool isUnsafeInValue(QChar c)
{
    return (c < u' ' && c != u'\t') || c == u'\x7f';
}

} // namespace

bool isHeaderName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), isTokenLetter);
}

bool isTransportHeader(const QString &name)
{
    const auto isSame = [&name](QLatin1String other) { return name.compare(other, Qt::CaseInsensitive) == 0; };
    return std::any_of(framingHeaders.begin(), framingHeaders.end(), isSame);
}

bool isHeaderValue(const QString &value)
{
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t'; };
    if (!value.isEmpty() && (isBlank(value.front()) || isBlank(value.back())))
        return false;
    return std::none_of(value.cbegin(), value.cend(), isUnsafeInValue);
}

QString allowedHeaderName()
{
    return u"letters, digits and !#$%&'*+-.^_`|~; none that frames the message"_s;
}

QString allowedHeaderValue()
{
    return u"no line breaks, control characters or blanks at the ends"_s;
}

} // namespace fuseboard
