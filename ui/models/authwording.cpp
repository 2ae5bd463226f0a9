// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/secretwording.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString secretMissingSentence(const Error &error, const ErrorContext &context)
{
    constexpr QLatin1String begin("${env:");
    if (error.subject.startsWith(begin) && error.subject.endsWith(u'}'))
        return filled(Words::tr("The environment variable %1 is not set, so nothing was sent. Set it to the secret and "
                                "start again."),
                      {printable(error.subject.sliced(begin.size()).chopped(1))});
    //: ${env:NAME} stays as it is
    if (context.onCommandLine)
        return filled(Words::tr("The secret %1 is kept in a keychain, which the command line cannot open, so nothing "
                                "was sent. Write \"${env:NAME}\" in its place in the client's file and set that "
                                "environment variable."),
                      {subjectOr(error, Words::tr("a credential"))});
    const QString what = secretPhrase(error.subject);
    if (error.value == "no_keychain"_L1)
        //: %1: the secret “Token” of “Orders”
        return filled(Words::tr("Nothing was sent, because %1 is missing: this desktop has no keychain. Type it in "
                                "“Edit client…” or under “Secrets…” in the menu, which keep it until you quit, or "
                                "choose an environment variable there."),
                      {what});
    //: %1: the secret “Token” of “Orders”
    return filled(Words::tr("Nothing was sent, because %1 is missing. Type it in “Edit client…” or under “Secrets…” in "
                            "the menu."),
                  {what});
}

QString secretUnusableSentence(const Error &error, const ErrorContext &context)
{
    if (context.onCommandLine)
        return filled(Words::tr("The secret for %1 cannot be used: it is empty or holds characters that must not be "
                                "sent. Give it again."),
                      {subjectOr(error, Words::tr("a credential"))});
    //: %1: the secret “Token” of “Orders”
    return filled(Words::tr("Nothing was sent, because %1 cannot be used: it is empty or holds characters that must "
                            "not be sent. Type it again in “Edit client…”."),
                  {secretPhrase(error.subject)});
}

/// What an authorization server, or the answer of its page, means by its word.
QString rejectedSentence(const Error &error, const QString &what)
{
    if (error.value == "iss"_L1)
        return Words::tr(
            "The answer of the sign-in page does not come from the issuer in the client's auth section, so "
            "it was not used. Check the issuer; if it is right, somebody has changed the answer.");
    if (error.value == "access_denied"_L1)
        return Words::tr("The sign-in was refused. Sign in again, and agree to what the page asks.");
    if (error.value == "invalid_client"_L1)
        return filled(Words::tr("%1 does not accept the client's id and secret. Check both in its auth section."),
                      {what});
    if (error.value == "invalid_grant"_L1)
        return filled(Words::tr("%1 no longer accepts the credentials that tokens are had by: they have expired, were "
                                "revoked, or were used elsewhere. Give new ones."),
                      {what});
    if (error.value == "invalid_scope"_L1)
        return filled(Words::tr("%1 does not grant these scopes to this client. Check scopes in its auth section."),
                      {what});
    return filled(Words::tr("The server did not accept %1. Check that it is right and has not expired."), {what});
}

/// What kept a token endpoint from giving a token; empty where nothing is known. A transport's failure stands there as
/// the name of its kind.
QString troubleOfTokenEndpoint(const Error &error)
{
    if (error.httpStatus != 0)
        return filled(Words::tr("it answered %1"), {statusText(error.httpStatus)});
    const auto isOf = [&error](ErrorKind kind) { return error.value == errorKindName(kind); };
    if (isOf(ErrorKind::Dns))
        return Words::tr("no server of that name was found");
    if (isOf(ErrorKind::Refused))
        return Words::tr("nobody listens there");
    if (isOf(ErrorKind::ConnectTimeout) || isOf(ErrorKind::AttemptTimeout))
        return Words::tr("it did not answer in time");
    if (isOf(ErrorKind::Reset))
        return Words::tr("it closed the connection");
    if (isOf(ErrorKind::Tls))
        return Words::tr("no secure connection to it could be made");
    if (isOf(ErrorKind::Protocol))
        return Words::tr("what it answered is not valid HTTP");
    return isOf(ErrorKind::TooLarge) ? Words::tr("its answer is too large for one") : QString();
}

QString tokenEndpointSentence(const Error &error, const QString &endpoint)
{
    const QString trouble = troubleOfTokenEndpoint(error);
    if (trouble.isEmpty())
        return filled(Words::tr("No access token could be had from %1, so nothing was sent."), {endpoint});
    //: %2 is a clause: it did not answer in time
    return filled(Words::tr("No access token could be had from %1, so nothing was sent: %2. Check the addresses in the "
                            "client's auth section, or try again later."),
                  {endpoint, trouble});
}

QString whyToSignIn(const Error &error, const QString &client)
{
    if (error.value == "invalid_grant"_L1)
        return filled(Words::tr("The sign-in of %1 has expired, was revoked, or its token was used elsewhere."),
                      {client});
    if (error.value == "loopback"_L1)
        return Words::tr("No port of this machine could be opened for the browser to come back to.");
    if (error.value == "timeout"_L1)
        return filled(Words::tr("Nobody has signed in for %1 within five minutes."), {client});
    if (error.value == "expired_token"_L1)
        return filled(Words::tr("The code to sign in for %1 has ended before anybody agreed."), {client});
    return filled(Words::tr("The client %1 needs somebody to sign in before it can send."), {client});
}

QString loginRequiredSentence(const Error &error, const ErrorContext &context)
{
    const QString client = context.client.isEmpty() ? subjectOr(error, Words::tr("this client"))
                                                    : printable(context.client);
    QString why = whyToSignIn(error, client);
    if (error.value.isEmpty() && !context.onCommandLine)
        return why;
    //: %1 a whole sentence: why there is nobody signed in; --login stays as it is
    return context.onCommandLine ? filled(Words::tr("%1 Send with --login to sign in."), {why})
                                 : filled(Words::tr("%1 Sign in again."), {why});
}

/// The words of an authorization server itself; empty where it has said none.
QString wordsOfServer(const Error &error)
{
    const bool isOfTransport = error.detail == ErrorDetail::TokenEndpointFailed && error.httpStatus == 0;
    const bool isOurs = error.detail == ErrorDetail::LoginRequired && error.remark.isEmpty();
    if (isOfTransport || isOurs || error.value == "iss"_L1)
        return {};
    const QString word = printable(error.value);
    const QString remark = printable(error.remark);
    return word.isEmpty() || remark.isEmpty() ? word + remark : word + u": "_s + remark;
}

QString withWordsOfServer(const QString &said, const Error &error)
{
    const QString words = wordsOfServer(error);
    //: %1 a whole sentence; %2 a word of OAuth 2.0 and what a server writes about it: invalid_client: Unknown client
    return words.isEmpty() ? said : filled(Words::tr("%1 The server says “%2”."), {said, words});
}

} // namespace

QString authSentence(const Error &error, const ErrorContext &context)
{
    const QString what = subjectOr(error, Words::tr("a credential"));
    if (error.detail == ErrorDetail::SecretMissing)
        return secretMissingSentence(error, context);
    if (error.detail == ErrorDetail::SecretUnusable)
        return secretUnusableSentence(error, context);
    if (error.detail == ErrorDetail::CredentialsRejected)
        return withWordsOfServer(rejectedSentence(error, what), error);
    if (error.detail == ErrorDetail::ProxyCredentialsRejected)
        return filled(
            Words::tr("The proxy did not accept its user name and password, so nothing reached %1. Check them "
                      "in the client's proxy section."),
            {what});
    if (error.detail == ErrorDetail::TokenUnusable)
        return filled(
            Words::tr("What %1 answered is no access token. Check the token endpoint in the client's auth section."),
            {what});
    if (error.detail == ErrorDetail::TokenEndpointFailed)
        return withWordsOfServer(tokenEndpointSentence(error, what), error);
    if (error.detail == ErrorDetail::LoginRequired)
        return withWordsOfServer(loginRequiredSentence(error, context), error);
    if (error.detail == ErrorDetail::SecretDoesNotFit)
        return filled(
            Words::tr(
                "The request has no JSON object or form that could carry %1, or its body or query has it already, "
                "so nothing was sent. Take it out there, or put the token elsewhere."),
            {what});
    return filled(Words::tr("Signing in with %1 failed. Check the client's auth section."), {what});
}

} // namespace fuseboard::wording
