// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historydraft.h"

#include "base/redactor.h"
#include "models/config/fieldinfo.h"
#include "models/figures.h"
#include "requests/querytext.h"

#include <QCoreApplication>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isMasked(const QString &text)
{
    return text.contains(Redactor::mask());
}

bool isMasked(const Headers::Field &field)
{
    return isMasked(QString::fromUtf8(field.first)) || isMasked(QString::fromUtf8(field.second));
}

QString historyTr(const char *text)
{
    return QCoreApplication::translate("HistoryDraft", text);
}

/// What is missing in what is kept of a request.
enum class Lack { Nothing, Secret, OwnSettings, Body, RestOfBody };

Lack lackIn(const HistoryEntry &entry)
{
    bool masked = isMasked(entry.askedUrl) || isMasked(entry.requestBody.text);
    for (const auto &field : entry.askedHeaders.fields())
        masked = masked || isMasked(field);
    if (masked)
        return Lack::Secret;
    if (entry.hadOwnSettings)
        return Lack::OwnSettings;
    if (entry.requestBody.bytes == 0)
        return Lack::Nothing;
    if (!entry.requestBody.kept)
        return Lack::Body;
    return entry.requestBody.cut ? Lack::RestOfBody : Lack::Nothing;
}

QString lackWords(Lack lack)
{
    switch (lack) {
    case Lack::Nothing:
        return {};
    case Lack::Secret:
        return historyTr("A secret in this request was not kept.");
    case Lack::OwnSettings:
        return historyTr("This request had credentials or settings of its own, which were not kept.");
    case Lack::Body:
        return historyTr("The body of this request was not kept.");
    case Lack::RestOfBody:
        return historyTr("Only the beginning of the body of this request was kept.");
    }
    Q_UNREACHABLE();
}

QString adviceFor(Lack lack)
{
    switch (lack) {
    case Lack::Nothing:
        return {};
    case Lack::Secret:
        return historyTr("Open it in Explore and fill it in.");
    case Lack::OwnSettings:
        return historyTr("Open it in Explore and set them.");
    case Lack::Body:
        //: %1 the name of a setting of the client
        return historyTr("Its client keeps bodies with “%1” on, under Logging in its settings.")
            .arg(fieldInfo(u"log_response_body"_s)->label);
    case Lack::RestOfBody:
        return historyTr("Open it in Explore.");
    }
    Q_UNREACHABLE();
}

} // namespace

RequestDraft draftOf(const HistoryEntry &entry)
{
    RequestDraft draft;
    draft.clientId = entry.summary.client;
    draft.method = entry.summary.method;
    draft.url = entry.askedUrl;
    draft.params = queryFields(draft.url);
    draft.name = draft.url;
    for (const auto &field : entry.askedHeaders.fields()) {
        const QString text = QString::fromUtf8(field.second);
        if (field.first.compare("Content-Type", Qt::CaseInsensitive) == 0)
            draft.contentType = text;
        else if (!isMasked(field))
            draft.headers << RequestEntry{QString::fromUtf8(field.first), text, true};
    }
    draft.body = entry.requestBody.text;
    return draft;
}

QString lackOf(const HistoryEntry &entry)
{
    return lackWords(lackIn(entry));
}

QString obstacleTo(const HistoryEntry &entry)
{
    const Lack lack = lackIn(entry);
    const QStringList sentences{lackWords(lack), adviceFor(lack)};
    return sentences.join(u' ').trimmed();
}

} // namespace fuseboard
