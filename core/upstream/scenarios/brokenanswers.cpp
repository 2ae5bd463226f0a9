// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenarios/brokenanswers.h"

#include "upstream/sampleapi.h"

#include <QString>

namespace fuseboard {

namespace {

constexpr int tooManyFields = 120; // Qt gives up all fields above 100
constexpr double usualDrip = 0.2; // seconds a byte

UpstreamAnswer rawAnswer(QByteArray bytes, UpstreamAnswer::After after)
{
    UpstreamAnswer answer;
    answer.raw = std::move(bytes);
    answer.after = after;
    return answer;
}

} // namespace

UpstreamAnswer answerByReset(const UpstreamRequest &, ScenarioContext &)
{
    return rawAnswer({}, UpstreamAnswer::After::Reset);
}

UpstreamAnswer answerByClosing(const UpstreamRequest &, ScenarioContext &)
{
    return rawAnswer({}, UpstreamAnswer::After::Close);
}

UpstreamAnswer answerByHalf(const UpstreamRequest &request, ScenarioContext &context)
{
    UpstreamAnswer answer = sampleAnswer(request, context.path);
    answer.announced = answer.body.size();
    answer.body.truncate(answer.body.size() / 2);
    answer.after = UpstreamAnswer::After::Close;
    return answer;
}

UpstreamAnswer answerByDrip(const UpstreamRequest &request, ScenarioContext &context)
{
    UpstreamAnswer answer = sampleAnswer(request, context.path);
    answer.piece = 1;
    answer.pause = fromSeconds(request.queryNumber("every", 0.001, 300).value_or(usualDrip));
    return answer;
}

UpstreamAnswer answerBySilence(const UpstreamRequest &, ScenarioContext &)
{
    return rawAnswer({}, UpstreamAnswer::After::Hang);
}

UpstreamAnswer answerInSsh(const UpstreamRequest &, ScenarioContext &)
{
    return rawAnswer(sshGreeting, UpstreamAnswer::After::Close);
}

UpstreamAnswer answerWithSurplus(const UpstreamRequest &, ScenarioContext &)
{
    UpstreamAnswer answer = UpstreamAnswer::json(QByteArray(100, 'x'));
    answer.contentType = "text/plain";
    answer.announced = 10;
    return answer;
}

UpstreamAnswer answerWithBadChunk(const UpstreamRequest &, ScenarioContext &)
{
    return rawAnswer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "5\r\nhello\r\nZZ\r\nworld\r\n0\r\n\r\n",
                     UpstreamAnswer::After::Close);
}

UpstreamAnswer answerWithTooManyFields(const UpstreamRequest &request, ScenarioContext &context)
{
    UpstreamAnswer answer = sampleAnswer(request, context.path);
    for (int field = 1; field <= tooManyFields; ++field)
        answer.headers += "X-Field-" + QByteArray::number(field) + ": 1\r\n";
    return answer;
}

UpstreamAnswer answerAfterInterim(const UpstreamRequest &request, ScenarioContext &context)
{
    UpstreamAnswer answer = sampleAnswer(request, context.path);
    answer.before = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n";
    return answer;
}

} // namespace fuseboard
