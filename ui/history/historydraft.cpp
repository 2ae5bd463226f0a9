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

QString historyTr(const char *text)
{
    return QCoreApplication::translate("HistoryDraft", text);
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
    for (const auto &[name, value] : entry.askedHeaders.fields()) {
        const QString text = QString::fromUtf8(value);
        if (name.compare("Content-Type", Qt::CaseInsensitive) == 0)
            draft.contentType = text;
        else if (!isMasked(text))
            draft.headers << RequestEntry{QString::fromUtf8(name), text, true};
    }
    draft.body = entry.requestBody.text;
    return draft;
}

QString obstacleTo(const HistoryEntry &entry)
{
    bool masked = isMasked(entry.askedUrl) || isMasked(entry.requestBody.text);
    for (const auto &field : entry.askedHeaders.fields())
        masked = masked || isMasked(QString::fromUtf8(field.second));
    if (masked)
        return historyTr("A secret in this request was not kept. Open it in Explore and fill it in.");
    if (entry.hadOwnSettings)
        return historyTr("This request had credentials or settings of its own, which were not kept. Open it in Explore "
                         "and set them.");
    if (entry.requestBody.bytes == 0)
        return {};
    if (!entry.requestBody.kept)
        //: %1 the name of a setting of the client
        return historyTr(
                   "The body of this request was not kept. Its client keeps bodies with “%1” on, under Logging in "
                   "its settings.")
            .arg(fieldInfo(u"log_response_body"_s)->label);
    if (entry.requestBody.cut)
        return historyTr("Only the beginning of the body of this request was kept. Open it in Explore.");
    return {};
}

} // namespace fuseboard
