// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/calllog.h"

#include "base/logline.h"
#include "client/responsebody.h"
#include "client/shownbody.h"

#include <QPointer>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownCharacters = 2'000;

LogLine lineFor(const Redactor &redactor, const ClientCore &core, quint64 call, int attempt, QLatin1String event)
{
    LogLine line(redactor);
    line.text("client"_L1, core.config().name).number("call"_L1, static_cast<qint64>(call));
    line.number("attempt"_L1, attempt).clean("event"_L1, event);
    return line;
}

void addRequest(LogLine &line, const Request &request)
{
    line.text("method"_L1, QString::fromLatin1(request.method)).url("url"_L1, request.url);
}

} // namespace

void CallLog::writeSent(const Request &request, int attempt) const
{
    const Redactor hiding = redactor();
    LogLine line = lineFor(hiding, m_core, m_call, attempt, "sent"_L1);
    addRequest(line, request);
    line.number("bytes"_L1, request.body.size());
    qCInfo(logClient).noquote() << line.toString();
}

void CallLog::writeHeldBack(const Request &request, int attempt) const
{
    const Redactor hiding = redactor();
    LogLine line = lineFor(hiding, m_core, m_call, attempt, "held_back"_L1);
    addRequest(line, request);
    qCInfo(logClient).noquote() << line.toString();
}

void CallLog::writeAnswer(const Request &request, const Response &answer, int attempt, Duration lasted) const
{
    const Redactor hiding = redactor();
    const QPointer core(&m_core);
    const bool hasBody = m_core.config().logResponseBody;
    const Response kept = answer; // NOLINT(performance-unnecessary-copy-initialization): a reader may end its call
    if (m_core.config().logResponses) {
        LogLine line = lineFor(hiding, m_core, m_call, attempt, "answered"_L1);
        addRequest(line, request);
        line.number("status"_L1, answer.status).duration("duration_ms"_L1, lasted);
        line.number("bytes"_L1, answer.bodyBytes());
        qCInfo(logClient).noquote() << line.toString();
    }
    if (core && hasBody)
        writeBody(hiding, kept, attempt);
}

void CallLog::writeBody(const Redactor &hiding, const Response &answer, int attempt) const
{
    LogLine line = lineFor(hiding, m_core, m_call, attempt, "body"_L1);
    line.number("bytes"_L1, answer.bodyBytes());
    line.text("type"_L1, QString::fromLatin1(mediaType(answer.headers)));
    if (answer.filedBody) {
        line.text("file"_L1, answer.filedBody->path);
    } else if (isTextBody(answer.body, answer.headers)) {
        const ShownBody shown = shownBody(hiding, answer.body, answer.headers, shownCharacters);
        line.clean("body"_L1, shown.text);
        if (shown.cut)
            line.clean("cut"_L1, u"true"_s);
    }
    qCInfo(logClient).noquote() << line.toString();
}

void CallLog::writeFailure(const Request &request, const Error &error, int attempt, Duration lasted) const
{
    const Redactor hiding = redactor();
    LogLine line = lineFor(hiding, m_core, m_call, attempt, "failed"_L1);
    addRequest(line, request);
    line.clean("error"_L1, errorKindName(error.kind));
    if (error.detail != ErrorDetail::None)
        line.clean("detail"_L1, errorDetailName(error.detail));
    if (error.httpStatus != 0)
        line.number("status"_L1, error.httpStatus);
    if (!error.subject.isEmpty())
        line.text("about"_L1, error.subject);
    line.duration("duration_ms"_L1, lasted);
    qCInfo(logClient).noquote() << line.toString();
}

void CallLog::ignored(const ClientCore &core, const Request &request, const QByteArray &origin,
                      const QuotaRemark &remark)
{
    const Redactor hiding = core.redactorForPayloads(request);
    LogLine line(hiding);
    line.text("client"_L1, core.config().name).clean("event"_L1, u"ignored"_s);
    line.text("origin"_L1, QString::fromLatin1(origin)).text("field"_L1, QString::fromLatin1(remark.field.name));
    line.text("value"_L1, QString::fromUtf8(remark.field.value)).clean("reason"_L1, quotaNoteName(remark.note));
    qCInfo(logClient).noquote() << line.toString();
}

Redactor CallLog::redactor() const
{
    return m_core.redactorForPayloads(m_request);
}

} // namespace fuseboard
