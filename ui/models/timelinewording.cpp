// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinewording.h"

#include "http/request.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <algorithm>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString labelOfAttempt(const TimelineEntry &entry, int redirects)
{
    QString attempt = filled(Words::tr("Attempt %1"), {count(entry.attempt)});
    if (redirects > 0)
        attempt += u" · "_s
            + (redirects == 1 ? Words::tr("1 redirect") : Words::tr("%Ln redirects", nullptr, redirects));
    if (entry.resends > 0) // R14: each of them may have reached the server
        attempt += u" · "_s + Words::tr("sent %Ln times", nullptr, entry.resends + 1);
    if (entry.status != 0)
        return attempt + u" · "_s + QString::number(entry.status);
    if (entry.error)
        return attempt + u" · "_s + title(*entry.error);
    return attempt;
}

QString backoffLabel(const TimelineEntry &entry)
{
    if (entry.decision && entry.decision->source == DelaySource::RetryAfter)
        return filled(Words::tr("Retry-After %1"), {duration(entry.decision->delay)});
    return entry.decision ? filled(Words::tr("Backoff %1"), {duration(entry.decision->delay)}) : Words::tr("Backoff");
}

QString tokenWaitExplanation(const TimelineEntry &entry)
{
    const QString waited = duration(entry.lasted);
    if (entry.place <= 0)
        return filled(entry.running ? Words::tr("Waiting for a token of the rate limiter, %1 so far.")
                                    : Words::tr("Waited %1 for a token of the rate limiter."),
                      {waited});
    if (entry.planned)
        return filled(Words::tr("The rate limiter had no token left: place %1 in the queue, with an expected wait of "
                                "%2. Waited %3."),
                      {count(entry.place), duration(*entry.planned), waited});
    return filled(Words::tr("The rate limiter had no token left: place %1 in the queue. Waited %2."),
                  {count(entry.place), waited});
}

QString credentialWaitExplanation(const TimelineEntry &entry)
{
    if (entry.error)
        return sentence(*entry.error);
    return filled(entry.running ? Words::tr("Waiting for an access token or another credential, %1 so far.")
                                : Words::tr("Waited %1 for an access token or another credential."),
                  {duration(entry.lasted)});
}

QString attemptExplanation(const TimelineEntry &entry)
{
    QString text;
    if (entry.error && entry.status == 0)
        text = sentence(*entry.error);
    else if (entry.status != 0)
        text = filled(Words::tr("Attempt %1 was answered with %2 after %3."),
                      {count(entry.attempt), statusText(entry.status), duration(entry.lasted)});
    else if (entry.running)
        text = filled(Words::tr("Attempt %1 is under way, %2 so far."), {count(entry.attempt), duration(entry.lasted)});
    else
        text = filled(Words::tr("Attempt %1 ended without an answer after %2."),
                      {count(entry.attempt), duration(entry.lasted)});
    if (entry.phases.reusedConnection)
        text += u' ' + Words::tr("It used a connection that was open already.");
    if (entry.resends > 0)
        text += u' ' + Words::tr("The request went to the wire %Ln times.", nullptr, entry.resends + 1);
    return text;
}

QString decisionSentence(const TimelineEntry &entry, const QString &otherwise)
{
    return entry.decision ? sentence(*entry.decision) : otherwise;
}

} // namespace

QString label(const TimelineEntry &entry, int redirects)
{
    switch (entry.kind) {
    case TimelineKind::TokenWait:
        return Words::tr("Limiter wait");
    case TimelineKind::ServerPause:
        return Words::tr("Server pause");
    case TimelineKind::CredentialWait:
        return Words::tr("Signing in");
    case TimelineKind::ConnectionWait:
        return Words::tr("Connection wait");
    case TimelineKind::Refused:
        return entry.error ? filled(Words::tr("Refused · %1"), {title(*entry.error)}) : Words::tr("Refused");
    case TimelineKind::Attempt:
        return labelOfAttempt(entry, redirects);
    case TimelineKind::Redirect:
        return entry.status != 0 ? filled(Words::tr("Redirect · %1"), {QString::number(entry.status)})
                                 : Words::tr("Redirect");
    case TimelineKind::Replay:
        return Words::tr("Once more with a new token");
    case TimelineKind::Backoff:
        return backoffLabel(entry);
    case TimelineKind::GaveUp:
        return Words::tr("No further retry");
    case TimelineKind::Cancelled:
        return Words::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString explanation(const TimelineEntry &entry)
{
    switch (entry.kind) {
    case TimelineKind::TokenWait:
        return tokenWaitExplanation(entry);
    case TimelineKind::ServerPause:
        return filled(Words::tr("The server asked for a pause, which holds every request of this client. Waited %1."),
                      {duration(entry.lasted)});
    case TimelineKind::CredentialWait:
        return credentialWaitExplanation(entry);
    case TimelineKind::ConnectionWait:
        return filled(Words::tr("Waited %1 for a connection. When there was one, nothing was sent yet: something had "
                                "changed meanwhile."),
                      {duration(entry.lasted)});
    case TimelineKind::Refused:
        return entry.error ? sentence(*entry.error) : Words::tr("The call was refused and nothing was sent.");
    case TimelineKind::Attempt:
        return attemptExplanation(entry);
    case TimelineKind::Redirect:
        return entry.target.isEmpty() ? Words::tr("A redirect of the server was followed.")
                                      : filled(Words::tr("The server redirected to %1."), {printable(entry.target)});
    case TimelineKind::Replay:
        return sentence(entry.replay.value_or(ReplayReason::TokenRefused));
    case TimelineKind::Backoff:
        return decisionSentence(entry, Words::tr("A pause before the next attempt."));
    case TimelineKind::GaveUp:
        return decisionSentence(entry, Words::tr("There was no further retry."));
    case TimelineKind::Cancelled:
        return filled(Words::tr("The call was cancelled after %1."), {duration(entry.at + entry.lasted)});
    }
    Q_UNREACHABLE();
}

QString sentence(ReplayReason reason)
{
    switch (reason) {
    case ReplayReason::TokenRefused:
        return Words::tr("The server refused the access token, so the request goes out once more with a new one. That "
                         "is none of the retries.");
    case ReplayReason::TokenReplaced:
        return Words::tr("The server refused an access token that had been replaced meanwhile, so the request goes out "
                         "once more with the present one. That is none of the retries.");
    }
    Q_UNREACHABLE();
}

QString label(Phase phase)
{
    switch (phase) {
    case Phase::Queued:
        return Words::tr("Queue");
    case Phase::Connect:
        return Words::tr("Connect");
    case Phase::Tls:
        return Words::tr("TLS");
    case Phase::FirstByte:
        return Words::tr("Sent → first byte");
    case Phase::Download:
        return Words::tr("Download");
    }
    Q_UNREACHABLE();
}

QString explanation(Phase phase)
{
    switch (phase) {
    case Phase::Queued:
        return Words::tr("All connections to the server were in use.");
    case Phase::Connect:
        return Words::tr("Look-up of the name and the TCP connection.");
    case Phase::Tls:
        return Words::tr("The TLS handshake: certificates and keys.");
    case Phase::FirstByte:
        return Words::tr("From the request to the first byte of the answer: mostly the server's own work.");
    case Phase::Download:
        return Words::tr("From the head of the answer to its last byte.");
    }
    Q_UNREACHABLE();
}

QString attemptLabel(int attempt, const QString &stage)
{
    //: %1 a number, %2 a stage such as "TLS" or "Connect"
    return filled(Words::tr("Attempt %1 · %2"), {count(attempt), stage});
}

QString unknownStageLabel()
{
    return Words::tr("Not measured");
}

QString unknownStageExplanation()
{
    return Words::tr(
        "A part of the attempt whose stages the network layer does not tell. The upload of a body is in it.");
}

QString programTimeLabel()
{
    return Words::tr("In the program");
}

QString programTimeExplanation()
{
    return Words::tr(
        "Between the steps of the call: the request was made ready or the answer looked at, or the program "
        "was busy with something else.");
}

QString protocolName(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Unknown:
        return {};
    case Protocol::Http10:
        return u"HTTP/1.0"_s;
    case Protocol::Http11:
        return u"HTTP/1.1"_s;
    case Protocol::Http2:
        return u"HTTP/2"_s;
    }
    Q_UNREACHABLE();
}

bool mayBeCarriedOut(const Timeline &timeline, QByteArrayView method)
{
    const auto last = std::find_if(timeline.rbegin(), timeline.rend(),
                                   [](const TimelineEntry &entry) { return entry.kind == TimelineKind::Attempt; });
    return !isIdempotent(method) && last != timeline.rend() && last->sendings > 0 && last->error;
}

QString waitText(const Wait &wait, MonotonicTime now)
{
    // What has taken longer than was foreseen goes on for a time that nobody knows.
    const bool isKnown = wait.until > now;
    const QString left = isKnown ? remaining(wait.until - now) : QString();
    const QString place = count(wait.place);
    if (wait.kind == TimelineKind::ServerPause)
        return isKnown ? filled(Words::tr("Waiting %1, as the server asked"), {left})
                       : Words::tr("Waiting, as the server asked");
    if (wait.kind == TimelineKind::Backoff)
        return filled(isKnown ? Words::tr("Waiting %1 before attempt %2") : Words::tr("Waiting before attempt %2"),
                      {left, count(wait.attempt)});
    if (wait.place > 0)
        return filled(isKnown ? Words::tr("Waiting %1 for a token, place %2")
                              : Words::tr("Waiting for a token, place %2"),
                      {left, place});
    return isKnown ? filled(Words::tr("Waiting %1 for a token"), {left}) : Words::tr("Waiting for a token");
}

} // namespace fuseboard::wording
