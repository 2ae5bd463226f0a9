// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/requestbodybuilder.h"

#include "base/headersyntax.h"
#include "base/random.h"
#include "requests/filebody.h"
#include "requests/formencoding.h"
#include "requests/graphqlbody.h"
#include "requests/multipartbody.h"
#include "requests/sendablefile.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QMimeDatabase>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int boundaryBytes = 16;

/// A body without a type is of little use to a server.
QByteArray guessedType(const QByteArray &body)
{
    const bool isJson = !QJsonDocument::fromJson(body).isNull();
    return isJson ? "application/json" : "text/plain; charset=utf-8";
}

} // namespace

RequestBodyBuilder::RequestBodyBuilder(const RequestConfig &config, const RequestMeans &means,
                                       Substitution &substitution)
    : m_config(config)
    , m_means(means)
    , m_substitution(substitution)
{
}

void RequestBodyBuilder::putOn(Request &request)
{
    switch (m_config.bodyKind) {
    case BodyKind::None:
        return;
    case BodyKind::Json:
        return putText(request, "application/json");
    case BodyKind::Xml:
        return putText(request, "application/xml");
    case BodyKind::Text:
        return putText(request, {});
    case BodyKind::Form:
        return putForm(request);
    case BodyKind::Multipart:
        return putMultipart(request);
    case BodyKind::File:
        return putFile(request);
    case BodyKind::GraphQl:
        return putGraphQl(request);
    }
    Q_UNREACHABLE();
}

template<class T>
T RequestBodyBuilder::take(const Result<T> &result)
{
    if (result)
        return *result;
    if (!m_error)
        m_error = result.error();
    return T();
}

void RequestBodyBuilder::setType(Request &request, const QByteArray &standard)
{
    const QByteArray type = m_substitution.text(m_config.contentType, u"content_type"_s).toUtf8();
    if (!request.headers.contains("Content-Type"))
        request.headers.append("Content-Type", type.isEmpty() ? standard : type);
}

void RequestBodyBuilder::putText(Request &request, const QByteArray &standardType)
{
    if (m_config.body.isEmpty())
        return;
    const QByteArray body = m_substitution.text(m_config.body, u"body"_s).toUtf8();
    request.body = body;
    setType(request, standardType.isEmpty() ? guessedType(body) : standardType);
}

void RequestBodyBuilder::putGraphQl(Request &request)
{
    const QString query = m_substitution.text(m_config.body, u"body"_s);
    const QString variables = m_substitution.text(m_config.graphqlVariables, u"graphql_variables"_s);
    const QString operation = m_substitution.text(m_config.graphqlOperation, u"graphql_operation"_s);
    request.body = take(graphQlBody(query, variables, operation));
    setType(request, "application/json");
}

void RequestBodyBuilder::putForm(Request &request)
{
    QList<QPair<QString, QString>> fields;
    for (const RequestEntry &entry : m_config.form) {
        if (entry.enabled && !entry.name.isEmpty())
            fields.append({m_substitution.text(entry.name, u"form"_s),
                           m_substitution.text(entry.value, u"form."_s + entry.name)});
    }
    request.body = urlEncodedForm(fields);
    setType(request, "application/x-www-form-urlencoded");
}

void RequestBodyBuilder::putMultipart(Request &request)
{
    const QByteArray boundary = m_means.boundary.isEmpty() ? unguessableBytes(boundaryBytes).toHex() : m_means.boundary;
    QList<MultipartPart> parts;
    for (const RequestPart &part : m_config.multipart) {
        if (!part.enabled || part.name.isEmpty())
            continue;
        const QString place = u"multipart."_s + part.name;
        MultipartPart made{m_substitution.text(part.name, u"multipart"_s)};
        BodySource::Part source{made.name, {}, {}, {}, {}};
        made.contentType = typeOfPart(part, place + u".content_type"_s);
        if (part.file.isEmpty()) {
            source.value = m_substitution.text(part.value, place);
            made.content = source.value.toUtf8();
        } else {
            const QString file = m_substitution.filePath(part.file, place + u".file"_s);
            made.content = fileAt(file, place + u".file"_s, source.file);
            made.fileName = QFileInfo(file).fileName();
            made.contentType = made.contentType.isEmpty() ? typeOfFile(file) : made.contentType;
        }
        source.fileName = made.fileName;
        source.contentType = QString::fromUtf8(made.contentType);
        m_source.parts.append(source);
        parts.append(made);
    }
    request.body = multipartBody(parts, boundary);
    const QByteArray type = m_substitution.text(m_config.contentType, u"content_type"_s).toUtf8();
    if (!type.isEmpty() && type != "multipart/form-data")
        m_source = {}; // senders of forms know no other kind
    request.headers.set("Content-Type", (type.isEmpty() ? "multipart/form-data" : type) + "; boundary=" + boundary);
}

QByteArray RequestBodyBuilder::typeOfPart(const RequestPart &part, const QString &place)
{
    QByteArray type = m_substitution.text(part.contentType, place).toUtf8();
    // It is written into the body, where nobody looks for line breaks of headers any more.
    if (!isHeaderValue(type))
        m_substitution.addFault(ConfigFault{ErrorDetail::BadHeaderValue, {}, {}, {}, 0, 0}, place);
    return type;
}

void RequestBodyBuilder::putFile(Request &request)
{
    const QString file = m_substitution.filePath(m_config.bodyFile, u"body_file"_s);
    if (m_config.bodyFile.isEmpty())
        m_substitution.addFault(ConfigFault{ErrorDetail::Missing, {}, {}, {}, 0, 0}, u"body_file"_s);
    request.body = fileAt(file, u"body_file"_s, m_source.file);
    setType(request, typeOfFile(file));
}

Body RequestBodyBuilder::fileAt(const QString &file, const QString &place, QString &path)
{
    const auto found = sendableFile(file, m_means.folder, m_means.allowedFiles);
    if (!found && found.error().detail == ErrorDetail::FileOutside) {
        m_substitution.addFault(ConfigFault{ErrorDetail::FileOutside, {}, found.error().value, {}, 0, 0}, place);
        return {};
    }
    path = found ? *found : QString();
    return take(found ? fileBody(*found) : Result<Body>(found.error()));
}

QByteArray RequestBodyBuilder::typeOfFile(const QString &file)
{
    return QMimeDatabase().mimeTypeForFile(file, QMimeDatabase::MatchExtension).name().toLatin1();
}

} // namespace fuseboard
