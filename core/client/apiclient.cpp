// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/apiclient.h"

#include "client/callrunner.h"
#include "client/clientcore.h"
#include "client/urljoin.h"
#include "config/configreader.h"

#include <QPointer>

namespace fuseboard {

namespace {

Request requestFor(const QByteArray &method, const QString &path, const Body &body = {}, const QByteArray &type = {})
{
    Request request;
    request.method = method;
    request.url = QUrl(path, QUrl::StrictMode);
    request.body = body;
    if (!body.isEmpty() && !type.isEmpty())
        request.headers.set("Content-Type", type);
    return request;
}

} // namespace

class ApiClient::Private
{
public:
    explicit Private(std::unique_ptr<ClientCore> made)
        : core(std::move(made))
    {
    }

    OriginPolicies &base() { return core->policies(originOf(core->config().baseUrl)); }

    /// What each request carries unless it says otherwise, made once for all.
    void makeDefaults()
    {
        defaults = {};
        for (const auto &[name, value] : core->config().defaultHeaders) {
            const QByteArray field = name.toUtf8();
            if (!defaults.contains(field))
                defaults.append(field, value.toUtf8());
        }
        if (!defaults.contains("User-Agent"))
            defaults.append("User-Agent", "Fuseboard");
    }

    /// As joinUrl(). Who asks for the same thing again and again, and thousands of such calls that wait, share one URL.
    Result<QUrl> joined(const QUrl &base, const QUrl &relative)
    {
        if (relative.isValid() && relative == last.relative && base == last.base)
            return last.url;
        auto url = joinUrl(base, relative);
        if (url)
            last = {base, relative, *url};
        return url;
    }

    struct Joined
    {
        QUrl base;
        QUrl relative;
        QUrl url;
    };
    Joined last;
    std::unique_ptr<ClientCore> core;
    Headers defaults;
    int sessions = 0;
};

ApiClient::ApiClient(ClientConfig config, Services services, QObject *parent)
    : QObject(parent)
{
    ClientCore::Hooks hooks;
    hooks.prepare = [this](Request request) { return prepareRequest(std::move(request)); };
    hooks.handle = [this](ApiResponse response) { return handleResponse(std::move(response)); };
    hooks.eventAdded = [this](const ClientEvent &event) { Q_EMIT eventAdded(event); };
    hooks.callFinished = [this](Call *call, const Result<ApiResponse> &result) { Q_EMIT callFinished(call, result); };
    d = std::make_unique<Private>(std::make_unique<ClientCore>(std::move(config), services, std::move(hooks)));
    d->makeDefaults();
}

ApiClient::~ApiClient()
{
    // While the hooks still lead to a living object: cancelled calls tell their end through them.
    d->core->close();
}

Call *ApiClient::send(Request request, const CallOptions &options)
{
    return d->core->start(std::move(request), options);
}

Call *ApiClient::get(const QString &path)
{
    return send(requestFor("GET", path));
}

Call *ApiClient::post(const QString &path, const Body &body, const QByteArray &contentType)
{
    return send(requestFor("POST", path, body, contentType));
}

Call *ApiClient::put(const QString &path, const Body &body, const QByteArray &contentType)
{
    return send(requestFor("PUT", path, body, contentType));
}

Call *ApiClient::patch(const QString &path, const Body &body, const QByteArray &contentType)
{
    return send(requestFor("PATCH", path, body, contentType));
}

Call *ApiClient::del(const QString &path)
{
    return send(requestFor("DELETE", path));
}

Call *ApiClient::healthCheck()
{
    CallOptions options;
    options.priority = RateLimiter::Priority::Monitor;
    return send(Request(), options);
}

Session<ApiClient> ApiClient::session()
{
    return Session<ApiClient>(*this);
}

void ApiClient::close()
{
    d->core->shut();
}

void ApiClient::enterSession()
{
    ++d->sessions;
    d->core->open();
}

void ApiClient::leaveSession()
{
    if (--d->sessions == 0)
        close();
}

const ClientConfig &ApiClient::config() const
{
    return d->core->config();
}

Redactor ApiClient::redactorFor(const Request &request) const
{
    return d->core->redactorForPayloads(request);
}

Result<void> ApiClient::reconfigure(ClientConfig config)
{
    if (const auto faults = validate(config); !faults.isEmpty()) {
        Error error(ErrorKind::ConfigInvalid, ErrorDetail::None, config.name);
        error.faults = faults;
        return error;
    }
    const QPointer self(this);
    d->core->reconfigure(std::move(config));
    if (self)
        d->makeDefaults();
    return {};
}

void ApiClient::reloadSecrets()
{
    d->core->renewCredentials();
}

ClientSnapshot ApiClient::snapshot() const
{
    return d->core->snapshot();
}

const TimeSeries &ApiClient::series() const
{
    return d->core->books().series();
}

QList<ClientEvent> ApiClient::events(quint64 afterId) const
{
    return d->core->eventLog().after(afterId);
}

const ClientMetrics &ApiClient::metrics() const
{
    return d->core->books().metrics();
}

void ApiClient::resetMetrics()
{
    d->core->resetMetrics();
}

CircuitBreaker *ApiClient::breaker() const
{
    return d->base().breaker.get();
}

AuthManager &ApiClient::authManager() const
{
    return d->core->auth();
}

void ApiClient::setCookieJar(std::shared_ptr<CookieJar> jar)
{
    d->core->setCookieJar(std::move(jar));
}

std::shared_ptr<CookieJar> ApiClient::cookieJar() const
{
    return d->core->cookieJar();
}

void ApiClient::hideSecrets(const QStringList &values)
{
    authManager().hideSecrets(values);
}

void ApiClient::hidePassingSecrets(const QStringList &values)
{
    authManager().hidePassingSecrets(values);
}

RateLimiter *ApiClient::limiter() const
{
    return d->base().limiter.get();
}

PolicyState ApiClient::policyState() const
{
    return d->core->policySet().state();
}

void ApiClient::restorePolicyState(const PolicyState &state)
{
    d->core->policySet().restore(state);
}

Result<QUrl> ApiClient::buildBaseUrl() const
{
    const QUrl &effective = config().baseUrl; // its variables have their values
    return effective;
}

Result<Request> ApiClient::prepareRequest(Request request)
{
    const auto base = buildBaseUrl();
    if (!base)
        return base.error();
    auto url = d->joined(*base, request.url);
    if (!url)
        return url.error();
    request.url = std::move(url).value();
    if (request.headers.isEmpty())
        request.headers = d->defaults;
    for (const auto &[name, value] : d->defaults.fields()) {
        if (!request.headers.contains(name))
            request.headers.append(name, value);
    }
    return request;
}

Result<ApiResponse> ApiClient::handleResponse(ApiResponse response)
{
    return response;
}

} // namespace fuseboard
