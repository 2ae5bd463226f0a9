// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clientfixture.h"
#include "cookies/cookiejar.h"

namespace fuseboard {

/// A client with a jar, and a network that does what the test says.
template<class Base = ClientFixture>
class CookieFixture : public Base
{
public:
    ApiClient &make()
    {
        Base::make().setCookieJar(jar);
        return *Base::client;
    }
    CallWatch &run(const QString &url, const Headers &headers = {})
    {
        Request request;
        request.url = QUrl(url);
        request.headers = headers;
        Call *call = Base::client->send(request);
        watch = std::make_unique<CallWatch>(call);
        QObject::connect(call, &Call::finished, watch.get(), [this, call] { told = call->request().headers; });
        Base::scheduler.runUntilIdle(std::chrono::hours(1));
        return *watch;
    }
    void signByCookie()
    {
        Base::config.auth = AuthConfig();
        Base::config.auth->type = AuthType::Custom;
        Base::config.auth->customHeaders = {{QStringLiteral("Cookie"), Secret::plain(QStringLiteral("session=mine"))}};
    }
    /// The Cookie fields of the requests so far, in their order.
    [[nodiscard]] QByteArrayList sent() const
    {
        QByteArrayList fields;
        for (const Request &request : Base::transport.requests())
            fields.append(request.headers.values("Cookie").join(" | "));
        return fields;
    }
    [[nodiscard]] QByteArrayList kept() const
    {
        QByteArrayList names;
        for (const Cookie &cookie : jar->cookies())
            names.append(cookie.name + '=' + cookie.value + ' ' + cookie.domain.toUtf8());
        return names;
    }

    std::shared_ptr<CookieJar> jar = std::make_shared<CookieJar>(Base::scheduler);
    std::unique_ptr<CallWatch> watch;
    Headers told; // of the last request, as it is shown and kept
};

inline FakeOutcome sets(int status, const QByteArray &cookie, const QByteArray &location = {})
{
    Headers headers{{"Set-Cookie", cookie}};
    if (!location.isEmpty())
        headers.append("Location", location);
    return FakeOutcome::success(status, headers);
}

} // namespace fuseboard
