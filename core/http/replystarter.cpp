// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/replystarter.h"

#include "http/bodydecoder.h"
#include "http/oncedevice.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QNetworkRequest qtRequest(const QNetworkRequest &base, const Request &request)
{
    QNetworkRequest result = base;
    result.setUrl(request.url);
    Headers joined;
    for (const auto &[name, value] : request.headers.fields()) {
        const auto before = joined.value(name);
        if (!before) {
            joined.append(name, value);
            continue;
        }
        // Qt holds one value a name. One list is the same as several fields (RFC 9110 5.3), and cookies have their own.
        const bool cookie = name.compare("Cookie", Qt::CaseInsensitive) == 0;
        joined.set(name, *before + (cookie ? "; " : ", ") + value);
    }
    // Qt puts "Mozilla/5.0" where it is empty: then ours stays.
    if (joined.value("User-Agent").value_or(QByteArray()).isEmpty())
        joined.remove("User-Agent");
    if (!joined.contains("Accept-Encoding"))
        joined.append("Accept-Encoding", BodyDecoder::acceptedCodings());
    for (const auto &[name, value] : joined.fields())
        result.setRawHeader(name, value.isNull() ? QByteArray("") : value);
    return result;
}

QNetworkReply *startOnce(QNetworkAccessManager &manager, QNetworkRequest &qt, const Request &request)
{
    std::unique_ptr<QIODevice> source = request.body.open();
    if (!source || !source->isReadable())
        return nullptr;
    auto device = std::make_unique<OnceDevice>(std::move(source), request.body.size());
    qt.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    qt.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    QNetworkReply *reply = manager.sendCustomRequest(qt, request.method, device.get());
    // Qt reads from it as long as the reply lives, which may be longer than the exchange.
    device.release()->setParent(reply);
    return reply;
}

} // namespace

bool isSentOnce(const Request &request)
{
    return !isIdempotent(request.method) || request.body.isStream();
}

Result<QNetworkReply *> startReply(QNetworkAccessManager &manager, const QNetworkRequest &base, const Request &request)
{
    QNetworkRequest qt = qtRequest(base, request);
    if (isSentOnce(request)) {
        if (QNetworkReply *reply = startOnce(manager, qt, request))
            return reply;
        return Error(ErrorKind::Storage, ErrorDetail::ReadFailed, u"body"_s);
    }
    // HEAD by its own function, or Qt would wait for a body; the others by name, because Qt's POST moves the query of
    // the URL into a missing body.
    if (request.method == "HEAD")
        return manager.head(qt);
    if (request.method == "GET" && request.body.isEmpty())
        return manager.get(qt);
    if (!request.body.isEmpty())
        return manager.sendCustomRequest(qt, request.method, request.body.bytes());
    if (request.method == "PUT")
        qt.setHeader(QNetworkRequest::ContentLengthHeader, 0);
    return manager.sendCustomRequest(qt, request.method);
}

QNetworkReply *startConnecting(QNetworkAccessManager &manager, const QNetworkRequest &base, const QUrl &url)
{
    // What QNetworkAccessManager::connectToHost() does, with a reply that tells how it went.
    QUrl target;
    target.setScheme("preconnect-"_L1 + url.scheme());
    target.setHost(url.host());
    target.setPort(url.port());
    QNetworkRequest qt = base;
    qt.setUrl(target);
    return manager.get(qt);
}

bool uploadFellShort(const QNetworkReply &reply)
{
    const auto *device = reply.findChild<OnceDevice *>(QString(), Qt::FindDirectChildrenOnly);
    return device && device->fellShort();
}

} // namespace fuseboard
