// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QNetworkCookie>
#include <QNetworkCookieJar>

namespace fuseboard {

/// Qt's jar with what it shows to none but its heirs. It knows which hosts a cookie is for, and which have many owners.
/// Internal.
class QtJar final : public QNetworkCookieJar
{
    Q_OBJECT

public:
    using QNetworkCookieJar::QNetworkCookieJar;

    using QNetworkCookieJar::allCookies;
    using QNetworkCookieJar::setAllCookies;
    using QNetworkCookieJar::validateCookie;
};

} // namespace fuseboard
