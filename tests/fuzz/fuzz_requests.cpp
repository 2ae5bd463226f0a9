// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The demo server's reader of requests. Input: a line with the size of the pieces, then the bytes of a connection.

#include "fuzzing.h"
#include "upstream/httprequestparser.h"

#include <QList>

using namespace fuseboard;

namespace {

using State = HttpRequestParser::State;

// Small, so that inputs reach them.
const HttpRequestParser::Limits limits{{256, 1024, 12}, 2048, 256};

/// What a request said, without views.
struct SeenRequest
{
    QByteArray method;
    QByteArray target;
    QList<QByteArray> fields;
    QByteArray body;
    qint64 bodyBytes = 0;
    bool keepAlive = false;

    friend bool operator==(const SeenRequest &, const SeenRequest &) = default;
};

struct SeenStream
{
    QList<SeenRequest> requests;
    bool failed = false; // how may differ: a line is too long before it is anything else
    bool idle = false;

    friend bool operator==(const SeenStream &, const SeenStream &) = default;
};

SeenRequest kept(const UpstreamRequest &request)
{
    FUZZ_PROMISE(!request.method.isEmpty());
    FUZZ_PROMISE(request.path.startsWith('/') || request.target == QByteArrayView("*"));
    FUZZ_PROMISE(request.body.size() <= limits.keptBody && request.body.size() <= request.bodyBytes);
    FUZZ_PROMISE(request.bodyBytes >= 0 && request.bodyBytes <= limits.body);
    FUZZ_PROMISE(static_cast<qsizetype>(request.headers.size()) <= limits.head.fields);
    FUZZ_PROMISE(!request.queryNumber("n", 1, 5) || *request.queryNumber("n", 1, 5) >= 1);
    SeenRequest seen{request.method.toByteArray(),
                     request.target.toByteArray(),
                     {},
                     request.body.toByteArray(),
                     request.bodyBytes,
                     request.keepAlive};
    for (const auto &[name, value] : request.headers) {
        FUZZ_PROMISE(!name.isEmpty() && !name.contains(' ') && !value.contains('\r') && !value.contains('\n'));
        seen.fields += {name.toByteArray(), value.toByteArray()};
    }
    return seen;
}

bool isRefusal(int status)
{
    return status == 400 || status == 413 || status == 414 || status == 417 || status == 431 || status == 501
        || status == 505;
}

SeenStream readInPieces(const QByteArray &bytes, qsizetype size)
{
    SeenStream stream;
    HttpRequestParser parser(limits);
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        parser.append(bytes.mid(at, size));
        State state = parser.next();
        for (; state == State::Ready; state = parser.next())
            stream.requests.append(kept(parser.request()));
        if (state == State::Failed) {
            FUZZ_PROMISE(isRefusal(parser.failureStatus()));
            FUZZ_PROMISE(parser.next() == State::Failed);
            stream.failed = true;
            return stream;
        }
    }
    stream.idle = parser.isIdle();
    return stream;
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    QByteArray bytes = input;
    const qint64 size = numberIn(takeLine(bytes), 1, 4096);
    // However the bytes are cut, they are the same requests, and fail or do not.
    const SeenStream whole = readInPieces(bytes, std::max<qsizetype>(bytes.size(), 1));
    FUZZ_PROMISE(readInPieces(bytes, size) == whole);
    FUZZ_PROMISE(readInPieces(bytes, 1) == whole);
}
