// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sampleworkspace.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ClientConfig sampleClient(const QString &name, const QUrl &baseUrl)
{
    ClientConfig config;
    config.name = name;
    config.baseUrl = baseUrl;
    config.timeout = 10s;
    config.connectTimeout = 5s;
    config.defaultHeaders = {{u"Accept"_s, u"application/json"_s}};
    config.logResponseBody = true;
    return config;
}

WorkspaceRequest sampleRequest(const QString &slug, const QString &name, const QString &path,
                               const QString &method = u"GET"_s)
{
    RequestConfig config;
    config.name = name;
    config.path = path;
    config.method = method;
    return {slug, config};
}

WorkspaceClient orders(const QUrl &upstream)
{
    ClientConfig config = sampleClient(u"orders-api"_s, upstream);
    config.rateLimit = RateLimitConfig{};
    config.rateLimit->maxRequests = 10;
    config.rateLimit->window = 1s;
    config.rateLimit->burstSize = 20;
    config.circuitBreaker = CircuitBreakerConfig{};
    config.retry = RetryConfig{};
    WorkspaceRequest list = sampleRequest(u"list-orders"_s, u"List orders"_s, u"/orders"_s);
    list.config.params = {{u"status"_s, u"{{status}}"_s}, {u"limit"_s, u"50"_s}};
    WorkspaceRequest create = sampleRequest(u"create-order"_s, u"Create order"_s, u"/orders"_s, u"POST"_s);
    create.config.bodyKind = BodyKind::Json;
    create.config.body = u"{\n  \"customer\": \"{{customer}}\",\n  \"total\": 18.4\n}\n"_s;
    return {u"orders-api"_s, config, {list, create, sampleRequest(u"order"_s, u"Order by id"_s, u"/orders/1042"_s)}};
}

/// A token in two seconds: the second call waits. Its first attempt fails, for each second answer is a 503.
WorkspaceClient payments(const QUrl &upstream)
{
    ClientConfig config = sampleClient(u"payments"_s, upstream);
    config.rateLimit = RateLimitConfig{};
    config.rateLimit->maxRequests = 1;
    config.rateLimit->window = 2s;
    config.retry = RetryConfig{};
    config.retry->initialDelay = 600ms;
    config.retry->jitter = false;
    config.auth = AuthConfig{};
    return {u"payments"_s, config, {sampleRequest(u"list"_s, u"List payments"_s, u"/flaky/payments?n=2&delay=0.3"_s)}};
}

/// Two failures open the breaker: the third call is refused.
WorkspaceClient search(const QUrl &upstream)
{
    ClientConfig config = sampleClient(u"search"_s, upstream);
    config.circuitBreaker = CircuitBreakerConfig{};
    config.circuitBreaker->failureThreshold = 2;
    config.circuitBreaker->recoveryTimeout = 60s;
    return {
        u"search"_s,
        config,
        {sampleRequest(u"repositories"_s, u"Search repositories"_s, u"/search/repositories?q=breaker&status=503"_s)}};
}

WorkspaceClient media(const QUrl &pictures)
{
    ClientConfig config = sampleClient(u"media"_s, pictures);
    config.auth = AuthConfig{};
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::environment(u"MEDIA_TOKEN"_s);
    return {u"media"_s, config, {sampleRequest(u"cover"_s, u"Cover"_s, u"/cover.png"_s)}};
}

WorkspaceClient crm(const QUrl &upstream)
{
    ClientConfig config = sampleClient(u"crm"_s, upstream);
    config.auth = AuthConfig{};
    config.auth->type = AuthType::Basic;
    config.auth->username = u"ada"_s;
    config.auth->password = Secret::keychain();
    return {u"crm"_s, config, {sampleRequest(u"half"_s, u"Half an answer"_s, u"/half/orders"_s)}};
}

Variable text(const QString &name, const QString &value)
{
    return {name, Variable::Source::Text, value};
}

QList<Environment> environments()
{
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    staging.color = EnvironmentColor::Green;
    staging.variables = {text(u"status"_s, u"open"_s),
                         text(u"customer"_s, u"Ada Byron"_s),
                         {u"api_token"_s, Variable::Source::Keychain, {}},
                         {u"build"_s, Variable::Source::Environment, u"BUILD_ID"_s}};
    EnvironmentConfig production;
    production.name = u"Production"_s;
    production.parent = u"staging"_s;
    production.color = EnvironmentColor::Red;
    production.confirmBeforeSending = true;
    production.variables = {text(u"status"_s, u"paid"_s)};
    return {{u"production"_s, production}, {u"staging"_s, staging}};
}

} // namespace

Workspace sampleWorkspace(const QUrl &upstream, const QUrl &pictures)
{
    Workspace workspace;
    workspace.name = u"Shop"_s;
    workspace.id = u"7f1c6a52-3b0e-4b43-9d0f-5a6f2a0c9d11"_s;
    workspace.clients = {orders(upstream), payments(upstream), search(upstream), media(pictures), crm(upstream)};
    for (WorkspaceClient &client : workspace.clients) {
        workspace.order.append(client.slug);
        for (const WorkspaceRequest &request : std::as_const(client.requests))
            client.root.order.append(request.slug);
    }
    workspace.environments = environments();
    return workspace;
}

QByteArray samplePicture()
{
    QImage image(640, 400, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, image.height());
    sky.setColorAt(0, QColor(0x2f, 0x6f, 0xed));
    sky.setColorAt(1, QColor(0xf7, 0xc8, 0x9a));
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xff, 0xf1, 0xcc));
    painter.drawEllipse(QPointF(470, 210), 60, 60);
    painter.setBrush(QColor(0x1d, 0x3a, 0x6b));
    painter.drawPolygon(QPolygonF{{0, 400}, {0, 300}, {170, 150}, {330, 330}, {430, 250}, {640, 380}, {640, 400}});
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        qFatal("There is no picture");
    return bytes;
}

} // namespace fuseboard
