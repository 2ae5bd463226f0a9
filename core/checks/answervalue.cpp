// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/answervalue.h"

#include "client/responsebody.h"
#include "json/jsonpathrun.h"
#include "json/jsontext.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Bytes that a run may read: enough for several walks over the whole body, each level of which is read anew.
qint64 mostRead(qint64 size)
{
    return std::min<qint64>(16'000'000 + 32 * size, 1'000'000'000);
}

AnswerValue numberValue(const QString &text)
{
    return {text, text.toLatin1()};
}

/// By its first character, which is all that it takes to tell a page of an error from JSON.
bool seemsJson(QByteArrayView body)
{
    const qint64 at = jsontext::afterSpace(body, body.startsWith("\xef\xbb\xbf") ? 3 : 0);
    return at < body.size() && QByteArrayView("{[\"-0123456789tfn").contains(body[at]);
}

/// Deeper ones are text for the engine too, and walking them takes the square of their depth.
bool isTooDeep(QByteArrayView body)
{
    constexpr int deepest = 1'000;
    int depth = 0;
    for (qint64 at = 0; at < body.size() && depth <= deepest; ++at) {
        if (body[at] == '"')
            at = jsontext::afterString(body, at + 1, body.size()) - 1;
        else
            depth += jsontext::isOpening(body[at]) ? 1 : jsontext::isClosing(body[at]) ? -1 : 0;
    }
    return depth > deepest;
}

AnswerValue jsonValueAt(QByteArrayView body, qint64 begin)
{
    const QByteArrayView value = body.sliced(begin, jsontext::afterValue(body, begin) - begin);
    if (value.startsWith('"'))
        return {QString::fromUtf8(jsontext::unescaped(value))};
    return {QString::fromUtf8(value), value.toByteArray()};
}

} // namespace

std::optional<AnswerValue> headerOf(const CheckedAnswer &answer, const QString &name)
{
    QStringList values;
    for (const auto &[field, value] : answer.headers.fields()) {
        if (name.compare(QString::fromUtf8(field), Qt::CaseInsensitive) == 0)
            values.append(QString::fromUtf8(value));
    }
    return values.isEmpty() ? std::nullopt : std::optional(AnswerValue{values.join(u", "_s)});
}

Result<std::optional<AnswerValue>> jsonOf(const CheckedAnswer &answer, const QString &path,
                                          const CheckCancelled &isCancelled)
{
    const auto parsed = JsonPath::parse(path);
    if (!parsed)
        return parsed.error();
    if (answer.lacksBody)
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::TooBig);
    if (!seemsJson(answer.body))
        return std::optional<AnswerValue>();
    if (isTooDeep(answer.body))
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::TooDeep);
    std::optional<AnswerValue> found;
    JsonPathRun run(
        answer.body,
        [&](qint64 begin) {
            found = jsonValueAt(answer.body, begin);
            return false;
        },
        [&isCancelled] { return isCancelled && isCancelled(); });
    run.setMostRead(mostRead(answer.body.size()));
    const bool ended = run.run(*parsed);
    if (!ended && !found)
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::TooBig);
    return found;
}

AnswerValue statusOf(const CheckedAnswer &answer)
{
    return numberValue(QString::number(answer.status));
}

AnswerValue timeOf(const CheckedAnswer &answer)
{
    return numberValue(QString::number(std::chrono::duration<double>(answer.elapsed).count(), 'g', 6));
}

AnswerValue bodyOf(const CheckedAnswer &answer)
{
    return {bodyText(answer.body, answer.headers)};
}

} // namespace fuseboard
