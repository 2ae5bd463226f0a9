// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/requesthead.h"

#include <algorithm>
#include <limits>

namespace fuseboard {

namespace {

constexpr int headOk = 0;

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isFieldCharacter(char character)
{
    const auto code = static_cast<unsigned char>(character);
    return code == '\t' || (code >= 0x20 && code != 0x7f);
}

bool isTargetCharacter(char character)
{
    const auto code = static_cast<unsigned char>(character);
    return code > 0x20 && code != 0x7f;
}

bool sameWord(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// Calls use for each trimmed element of a comma list.
template<class Use>
void forEachListItem(QByteArrayView list, Use use)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        use((comma < 0 ? list : list.first(comma)).trimmed());
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    }
}

/// "http://host:1/a?b" becomes "/a?b": clients of a proxy write it so, and every server must take it.
QByteArrayView originForm(QByteArrayView target)
{
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (target.size() < scheme.size() || !sameWord(target.first(scheme.size()), scheme))
            continue;
        const QByteArrayView rest = target.sliced(scheme.size());
        const auto slash = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
        return rest.sliced(slash - rest.begin());
    }
    return target;
}

int splitTarget(UpstreamRequest &request)
{
    QByteArrayView target = originForm(request.target);
    const qsizetype mark = target.indexOf('?');
    request.path = mark < 0 ? target : target.first(mark);
    request.query = mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
    if (request.path.isEmpty() && request.target.size() > target.size())
        request.path = "/";
    return request.path.startsWith('/') || request.target == QByteArrayView("*") ? headOk : 400;
}

int parseRequestLine(QByteArrayView line, UpstreamRequest &request)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return 400;
    request.method = line.first(first);
    request.target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(request.method) || request.target.isEmpty()
        || !std::all_of(request.target.begin(), request.target.end(), isTargetCharacter))
        return 400;
    if (version.size() != 8 || !version.startsWith("HTTP/"))
        return 400;
    if (version != QByteArrayView("HTTP/1.1") && version != QByteArrayView("HTTP/1.0"))
        return 505;
    request.http10 = version.endsWith('0');
    request.keepAlive = !request.http10;
    return request.method == QByteArrayView("CONNECT") ? 501 : splitTarget(request);
}

/// Digits only and once, or the same again: everything else lets two readers disagree where the message ends.
int parseLength(QByteArrayView value, std::optional<qint64> &length)
{
    qint64 number = 0;
    if (value.isEmpty())
        return 400;
    for (const char digit : value) {
        if (digit < '0' || digit > '9' || number > (std::numeric_limits<qint64>::max() - 9) / 10)
            return 400;
        number = number * 10 + (digit - '0');
    }
    if (length && *length != number)
        return 400;
    length = number;
    return headOk;
}

int parseField(QByteArrayView line, UpstreamRequest &request)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return 400;
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (!std::all_of(value.begin(), value.end(), isFieldCharacter))
        return 400;
    request.headers.emplace_back(line.first(colon), value);
    return headOk;
}

void applyConnection(QByteArrayView value, UpstreamRequest &request)
{
    forEachListItem(value, [&request](QByteArrayView option) {
        if (sameWord(option, "close"))
            request.keepAlive = false;
        else if (sameWord(option, "keep-alive") && request.http10)
            request.keepAlive = true;
    });
}

int applyFields(UpstreamRequest &request, RequestFraming &framing)
{
    std::optional<qint64> length;
    int hosts = 0;
    int codings = 0;
    for (const auto &[name, value] : request.headers) {
        if (sameWord(name, "Host")) {
            ++hosts;
        } else if (sameWord(name, "Connection")) {
            applyConnection(value, request);
        } else if (sameWord(name, "Content-Length")) {
            if (const int refused = parseLength(value, length))
                return refused;
        } else if (sameWord(name, "Transfer-Encoding")) {
            if (!sameWord(value, "chunked"))
                return 501;
            ++codings;
        } else if (sameWord(name, "Expect")) {
            if (!sameWord(value, "100-continue"))
                return 417;
            framing.expectsContinue = !request.http10;
        }
    }
    if (hosts > 1 || (hosts == 0 && !request.http10) || codings > 1 || (codings && (length || request.http10)))
        return 400;
    framing.chunked = codings == 1;
    framing.length = length.value_or(0);
    return headOk;
}

} // namespace

bool isTokenCharacter(char character)
{
    static constexpr QByteArrayView marks("!#$%&'*+-.^_`|~");
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z') || (character != '\0' && marks.contains(character));
}

int parseRequestHead(QByteArrayView head, const RequestHeadLimits &limits, UpstreamRequest &request,
                     RequestFraming &framing)
{
    request.headers.clear();
    framing = {};
    qsizetype end = head.indexOf("\r\n");
    if (end > limits.requestLine)
        return 414;
    if (const int refused = parseRequestLine(head.first(end), request))
        return refused;
    for (qsizetype begin = end + 2; begin < head.size(); begin = end + 2) {
        end = head.indexOf("\r\n", begin);
        if (end == begin)
            break;
        if (static_cast<qsizetype>(request.headers.size()) >= limits.fields)
            return 431;
        if (const int refused = parseField(head.sliced(begin, end - begin), request))
            return refused;
    }
    return applyFields(request, framing);
}

} // namespace fuseboard
