// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errorwording.h"

#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

namespace {

QString dnsSentence(const Error &error)
{
    if (error.subject.isEmpty())
        return Words::tr("The name of the server was not found. Check its spelling and the network connection.");
    return filled(Words::tr("The server name %1 was not found. Check its spelling and the network connection."),
                  {subjectOr(error, {})});
}

QString connectTimeoutSentence(const Error &error)
{
    const QString host = subjectOr(error, Words::tr("the server"));
    if (!error.limit)
        return filled(Words::tr("No connection to %1 within the connect timeout. Check the address (http or https, "
                                "host and port), or raise the connect timeout."),
                      {host});
    return filled(Words::tr("No connection to %1 within %2. Check the address (http or https, host and port), "
                            "or raise the connect timeout."),
                  {host, duration(*error.limit)});
}

/// Whether it was sent at last or not: a connection that came late left too little of the time.
QString noConnectionFreeSentence(const Error &error)
{
    if (!error.limit)
        return Words::tr(
            "All connections that the client may open were busy for most of the time that the request had. "
            "Raise the number of connections or the timeout, or send fewer requests at once.");
    return filled(
        Words::tr("All connections that the client may open were busy for most of the %1 that the request had. "
                  "Raise the number of connections or the timeout, or send fewer requests at once."),
        {duration(*error.limit)});
}

QString attemptTimeoutSentence(const Error &error)
{
    const QString host = subjectOr(error, Words::tr("The server"));
    if (error.detail == ErrorDetail::NoConnectionFree)
        return noConnectionFreeSentence(error);
    if (!error.limit)
        return filled(Words::tr("%1 did not answer in time. Try again later, or raise the timeout."), {host});
    return filled(Words::tr("%1 did not answer within %2. Try again later, or raise the timeout."),
                  {host, duration(*error.limit)});
}

QString totalTimeoutSentence(const Error &error, const ErrorContext &context)
{
    if (!error.limit)
        return Words::tr("The call would take longer than its total timeout. Raise the total timeout, or allow fewer "
                         "retries.");
    if (error.detail == ErrorDetail::WaitTooLong && error.wait)
        return waitBeyondTotalSentence(error, context);
    return filled(Words::tr("The call with its waits and retries would take longer than the %1 it has. Raise the total "
                            "timeout, or allow fewer retries."),
                  {duration(*error.limit)});
}

QString statusSentence(const Error &error)
{
    if (error.httpStatus == 0)
        return Words::tr("The server answered with an error. Its answer tells more.");
    return filled(Words::tr("The server answered %1. %2"),
                  {statusText(error.httpStatus), statusAdvice(error.httpStatus)});
}

QString cancelledSentence(const Error &error)
{
    if (error.detail == ErrorDetail::ClientMoved)
        return Words::tr("The client went over to another server while this call waited. Its credentials are for the "
                         "new one, so nothing more was sent to the old one. Send it again.");
    return Words::tr("The call was cancelled. Send it again whenever you like.");
}

QString configSentence(const Error &error)
{
    const QStringList sentences = faultSentences(error);
    return sentences.join(u' ');
}

/// Whether the sentence tells people to try again, or leaves it open.
bool invitesToRepeat(const Error &error)
{
    if (error.detail == ErrorDetail::ResendPrevented)
        return false;
    return error.kind == ErrorKind::AttemptTimeout || error.kind == ErrorKind::TotalTimeout
        || error.kind == ErrorKind::Reset || error.kind == ErrorKind::Protocol;
}

QString asleepSentence(const Error &error)
{
    return filled(Words::tr("This computer slept while %1 was asked, and the time for it ran out. Send the request "
                            "again."),
                  {subjectOr(error, Words::tr("the server"))});
}

QString plainSentence(const Error &error, const ErrorContext &context)
{
    switch (error.kind) {
    case ErrorKind::Dns:
        return dnsSentence(error);
    case ErrorKind::Refused:
        return refusedSentence(error);
    case ErrorKind::ConnectTimeout:
        return connectTimeoutSentence(error);
    case ErrorKind::AttemptTimeout:
        return attemptTimeoutSentence(error);
    case ErrorKind::TotalTimeout:
        return totalTimeoutSentence(error, context);
    case ErrorKind::Reset:
        return resetSentence(error);
    case ErrorKind::Tls:
        return tlsSentence(error);
    case ErrorKind::Protocol:
        return protocolSentence(error);
    case ErrorKind::TooLarge:
        return tooLargeSentence(error);
    case ErrorKind::RedirectBlocked:
        return redirectSentence(error);
    case ErrorKind::HttpStatus:
        return statusSentence(error);
    case ErrorKind::RateLimited:
        return rateLimitedSentence(error, context);
    case ErrorKind::CircuitOpen:
        return circuitOpenSentence(error, context);
    case ErrorKind::AuthFailed:
        return authSentence(error, context);
    case ErrorKind::Cancelled:
        return cancelledSentence(error);
    case ErrorKind::ConfigInvalid:
        return configSentence(error);
    case ErrorKind::Storage:
        return storageSentence(error);
    case ErrorKind::FunctionFailed:
        return Words::tr("The program's own function failed. Its log may tell why.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString sentence(const Error &error, const ErrorContext &context)
{
    QString said = error.detail == ErrorDetail::EndedAsleep ? asleepSentence(error) : plainSentence(error, context);
    if (!context.mayBeCarriedOut || !invitesToRepeat(error))
        return said;
    return said + u' '
        + Words::tr("But check first whether the server has carried it out: this method is not safe to repeat.");
}

QString title(const Error &error)
{
    if (error.kind == ErrorKind::HttpStatus && error.httpStatus != 0)
        return statusText(error.httpStatus);
    if (isKeychainDetail(error.detail))
        return Words::tr("Keychain not usable");
    if (error.detail == ErrorDetail::SecretMissing)
        return Words::tr("Secret missing");
    if (error.detail == ErrorDetail::SecretUnusable)
        return Words::tr("Secret not usable");
    return title(error.kind);
}

QString title(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Dns:
        return Words::tr("Server not found");
    case ErrorKind::Refused:
        return Words::tr("Connection refused");
    case ErrorKind::ConnectTimeout:
        return Words::tr("Connect timeout");
    case ErrorKind::AttemptTimeout:
        return Words::tr("Timeout");
    case ErrorKind::TotalTimeout:
        return Words::tr("Total timeout");
    case ErrorKind::Reset:
        return Words::tr("Connection closed");
    case ErrorKind::Tls:
        return Words::tr("TLS failed");
    case ErrorKind::Protocol:
        return Words::tr("Not valid HTTP");
    case ErrorKind::TooLarge:
        return Words::tr("Answer too large");
    case ErrorKind::RedirectBlocked:
        return Words::tr("Redirect not followed");
    case ErrorKind::HttpStatus:
        return Words::tr("Error answer");
    case ErrorKind::RateLimited:
        return Words::tr("Rate limited");
    case ErrorKind::CircuitOpen:
        return Words::tr("Circuit open");
    case ErrorKind::AuthFailed:
        return Words::tr("Sign-in failed");
    case ErrorKind::Cancelled:
        return Words::tr("Cancelled");
    case ErrorKind::ConfigInvalid:
        return Words::tr("Not valid");
    case ErrorKind::Storage:
        return Words::tr("File error");
    case ErrorKind::FunctionFailed:
        return Words::tr("Function failed");
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard::wording
