// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestdraft.h"

#include "models/querytext.h"

#include <QJsonDocument>

#include <algorithm>

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

QString withValues(const QString &text, const Variables &values)
{
    QString result = text;
    const QList<VariableRange> ranges = variableRanges(text);
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        if (const auto value = values.constFind(range->name); value != values.constEnd())
            result.replace(range->at, range->length, *value);
    }
    return result;
}

QString withoutBaseUrl(const QString &url)
{
    return url.startsWith(baseUrlVariable) ? url.sliced(baseUrlVariable.size()) : url;
}

/// Everything that would leave with the draft.
QString sentText(const RequestDraft &draft)
{
    QString text = withoutBaseUrl(draft.url) + u'\n' + draft.body + u'\n' + draft.contentType;
    for (const Field &field : draft.headers) {
        if (field.enabled)
            text += u'\n' + field.name + u'\n' + field.value;
    }
    return text;
}

/// As fuseboard-cli does: a body without a type is of little use to a server.
QByteArray guessedContentType(const QByteArray &body)
{
    const bool isJson = !QJsonDocument::fromJson(body).isNull();
    return isJson ? "application/json" : "text/plain; charset=utf-8";
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
    draft.body = config.body;
    draft.contentType = config.contentType;
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

QList<VariableRange> variableRanges(const QString &text)
{
    QList<VariableRange> ranges;
    qsizetype from = 0;
    while (true) {
        const qsizetype open = text.indexOf("{{"_L1, from);
        const qsizetype close = open < 0 ? -1 : text.indexOf("}}"_L1, open + 2);
        if (close < 0)
            return ranges;
        const QString name = text.sliced(open + 2, close - open - 2);
        // In a JSON body two braces may meet without meaning a variable.
        const bool isName = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
            return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.';
        });
        if (isName)
            ranges << VariableRange{open, close + 2 - open, name};
        from = isName ? close + 2 : open + 1;
    }
}

QStringList missingVariables(const RequestDraft &draft, const Variables &values)
{
    QStringList missing;
    for (const VariableRange &range : variableRanges(sentText(draft))) {
        if (!values.contains(range.name) && !missing.contains(range.name))
            missing << range.name;
    }
    return missing;
}

Request requestOf(const RequestDraft &draft, const Variables &values)
{
    Request request;
    request.method = draft.method.toLatin1();
    request.url = QUrl(withValues(withoutBaseUrl(draft.url), values), QUrl::TolerantMode);
    for (const Field &field : draft.headers) {
        if (field.enabled && !field.name.isEmpty())
            request.headers.append(withValues(field.name, values).toUtf8(), withValues(field.value, values).toUtf8());
    }
    if (!draft.body.isEmpty()) {
        const QByteArray body = withValues(draft.body, values).toUtf8();
        request.body = body;
        if (!request.headers.contains("Content-Type"))
            request.headers.append("Content-Type",
                                   draft.contentType.isEmpty() ? guessedContentType(body)
                                                               : withValues(draft.contentType, values).toUtf8());
    }
    return request;
}

} // namespace fuseboard
