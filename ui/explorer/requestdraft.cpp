// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestdraft.h"

#include "models/querytext.h"
#include "variables/substitution.h"

#include <QJsonDocument>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto baseUrlVariable = "{{base_url}}"_L1;

Fields fieldsOf(const QList<RequestEntry> &entries)
{
    Fields fields;
    for (const RequestEntry &entry : entries)
        fields << Field{entry.name, entry.value, entry.enabled};
    return fields;
}

QList<RequestEntry> entriesOf(const Fields &fields)
{
    QList<RequestEntry> entries;
    for (const Field &field : fields)
        entries << RequestEntry{field.name, field.value, field.enabled, {}};
    return entries;
}

QString withoutBaseUrl(const QString &url)
{
    return url.startsWith(baseUrlVariable) ? url.sliced(baseUrlVariable.size()) : url;
}

/// As fuseboard-cli does: a body without a type is of little use to a server.
QByteArray guessedContentType(const QByteArray &body)
{
    const bool isJson = !QJsonDocument::fromJson(body).isNull();
    return isJson ? "application/json" : "text/plain; charset=utf-8";
}

/// A request must not go out otherwise than its file says.
QStringList fieldsNotSent(const RequestConfig &config)
{
    QStringList names;
    const auto note = [&names](bool isSet, const QString &name) {
        if (isSet)
            names.append(name);
    };
    const bool isOwnBody = config.bodyKind == BodyKind::Form || config.bodyKind == BodyKind::Multipart
        || config.bodyKind == BodyKind::File || config.bodyKind == BodyKind::GraphQl;
    note(!config.pathParams.isEmpty(), u"path_params"_s);
    note(isOwnBody, u"body_type"_s);
    note(bool(config.auth), u"auth"_s);
    note(config.timeout.has_value(), u"timeout"_s);
    note(config.maxRetries.has_value(), u"max_retries"_s);
    note(config.followRedirects.has_value(), u"follow_redirects"_s);
    return names;
}

/// That of the kind of body, where the request has none of its own.
QString contentTypeOf(const RequestConfig &config)
{
    if (!config.contentType.isEmpty())
        return config.contentType;
    return config.bodyKind == BodyKind::Json ? u"application/json"_s
        : config.bodyKind == BodyKind::Xml   ? u"application/xml"_s
                                             : QString();
}

} // namespace

RequestDraft draftOf(const QString &clientId, const QString &requestId, const RequestConfig &config)
{
    RequestDraft draft;
    draft.clientId = clientId;
    draft.requestId = requestId;
    draft.name = config.name;
    draft.method = config.method;
    draft.params = queryFields(config.path) + fieldsOf(config.params);
    draft.url = withQueryFields(config.path, draft.params);
    draft.headers = fieldsOf(config.headers);
    draft.body = config.bodyKind == BodyKind::None ? QString() : config.body;
    draft.contentType = contentTypeOf(config);
    draft.notSent = fieldsNotSent(config);
    return draft;
}

RequestConfig configOf(const RequestDraft &draft, RequestConfig config)
{
    config.name = draft.name;
    config.method = draft.method;
    config.path = withQueryFields(draft.url, {});
    config.params = entriesOf(draft.params);
    config.headers = entriesOf(draft.headers);
    config.body = draft.body;
    config.contentType = draft.contentType;
    return config;
}

bool isBaseUrlVariable(const VariableRange &range)
{
    return range.at == 0 && range.name == "base_url"_L1;
}

Result<Request> requestOf(const RequestDraft &draft, const VariableScope &scope)
{
    Substitution substitution(scope);
    Request request;
    request.method = draft.method.toLatin1();
    request.url = QUrl(substitution.url(withoutBaseUrl(draft.url), u"url"_s), QUrl::TolerantMode);
    for (const Field &field : draft.headers) {
        if (!field.enabled || field.name.isEmpty())
            continue;
        const QByteArray name = substitution.text(field.name, u"headers"_s).toUtf8();
        request.headers.append(name, substitution.text(field.value, u"headers."_s + field.name).toUtf8());
    }
    if (!draft.body.isEmpty()) {
        const QByteArray body = substitution.text(draft.body, u"body"_s).toUtf8();
        request.body = body;
        const QByteArray type = substitution.text(draft.contentType, u"content_type"_s).toUtf8();
        if (!request.headers.contains("Content-Type"))
            request.headers.append("Content-Type", type.isEmpty() ? guessedContentType(body) : type);
    }
    if (const auto outcome = substitution.outcome(); !outcome)
        return outcome.error();
    return request;
}

} // namespace fuseboard
