// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/fieldtables.h"

namespace fuseboard {

namespace {

constexpr FieldWords generalFieldWords[] = {
    {"name", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Name"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Shown in the tree and in sentences about the client"), nullptr},
    {"base_url", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Base URL"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Requests are relative to it; its path stays in front of theirs"), nullptr},
    {"default_headers", FieldKind::Headers, QT_TRANSLATE_NOOP("Wording", "Default headers"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Sent with each request that has none of that name"), nullptr},
    {"pipeline", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "What counts"), nullptr,
     QT_TRANSLATE_NOOP("Wording",
                       "Whether a call or each of its attempts takes a token and gives the breaker a verdict"),
     nullptr},
    {"follow_redirects", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Follow redirects"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Off: a redirect is the answer itself"), nullptr},
    {"max_redirects", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Redirects at most"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "More end the call"), nullptr},
    {"allow_insecure_redirects", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Allow redirects to http"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Lets https lead to http, where anybody can read along"), nullptr},
    {"cookies", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Keep cookies"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Those of answers go with later requests, until you quit. Off: none does"), nullptr},
};

constexpr FieldWords timeoutFieldWords[] = {
    {"timeout", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Timeout"), QT_TRANSLATE_NOOP("Wording", "s"),
     QT_TRANSLATE_NOOP("Wording", "For one attempt, from its start to the last byte"), nullptr},
    {"connect_timeout", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Connect timeout"),
     QT_TRANSLATE_NOOP("Wording", "s"),
     QT_TRANSLATE_NOOP("Wording", "For the connection; at most the timeout, and follows a shorter one"), nullptr},
    {"total_timeout", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Total timeout"),
     QT_TRANSLATE_NOOP("Wording", "s"), QT_TRANSLATE_NOOP("Wording", "For the whole call with its waits and retries"),
     QT_TRANSLATE_NOOP("Wording", "no bound")},
    {"max_connections", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Connections"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "To one host at a time"), nullptr},
    {"max_keepalive_connections", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Kept open"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Of them, those kept open when idle; follows fewer connections"), nullptr},
    {"max_response_bytes", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Largest answer"),
     QT_TRANSLATE_NOOP("Wording", "B"),
     QT_TRANSLATE_NOOP("Wording", "A larger decoded body ends the call; the default sets no limit in Explore"),
     nullptr},
};

constexpr FieldWords connectionFieldWords[] = {
    {"tls.ca_file", FieldKind::File, QT_TRANSLATE_NOOP("Wording", "CA file"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A PEM file; the roots of the system are then not accepted"),
     QT_TRANSLATE_NOOP("Wording", "the roots of the system")},
    {"tls.pinned_sha256", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Pinned certificate"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "64 hexadecimal digits: the digest of the only certificate that is accepted"),
     QT_TRANSLATE_NOOP("Wording", "any valid one")},
    {"tls.exception_host", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Exception for host"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Certificate errors of this one host are accepted, and shown in red"),
     QT_TRANSLATE_NOOP("Wording", "no exception")},
    {"tls.client_certificate", FieldKind::File, QT_TRANSLATE_NOOP("Wording", "Client certificate"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A PEM file with its chain, shown to the origin of the base URL only"),
     QT_TRANSLATE_NOOP("Wording", "none is shown")},
    {"tls.client_key", FieldKind::File, QT_TRANSLATE_NOOP("Wording", "Client key"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A PEM file with the private key of the certificate, not encrypted"), nullptr},
    {"proxy.type", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Proxy"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "How the server is reached"), nullptr},
    {"proxy.host", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Proxy host"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A host name without scheme, port and path"), nullptr},
    {"proxy.port", FieldKind::Number, QT_TRANSLATE_NOOP("Wording", "Proxy port"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "From 1 where a proxy is named"), nullptr},
    {"proxy.username", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Proxy user"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Where the proxy asks who you are"), nullptr},
    {"proxy.password", FieldKind::Secret, QT_TRANSLATE_NOOP("Wording", "Proxy password"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Goes to the proxy only"), nullptr},
};

constexpr FieldWords loggingFieldWords[] = {
    {"log_requests", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Log requests"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "One line in the log for each request that goes out, and for one that is held back"),
     nullptr},
    {"log_responses", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Log responses"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Its status and duration too"), nullptr},
    {"log_response_body", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Keep bodies in the history"), nullptr,
     QT_TRANSLATE_NOOP(
         "Wording",
         "One setting for bodies of requests and of responses; those of responses go to the log as well. Without "
         "the secrets that are known; they may hold personal data"),
     nullptr},
    {"record_history", FieldKind::Flag, QT_TRANSLATE_NOOP("Wording", "Keep calls in the history"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Off: what is sent from Explore is not kept on this computer"), nullptr},
};

} // namespace

QList<FieldInfo> generalFieldInfos()
{
    return translated(generalFieldWords);
}

QList<FieldInfo> timeoutFieldInfos()
{
    return translated(timeoutFieldWords);
}

QList<FieldInfo> connectionFieldInfos()
{
    return translated(connectionFieldWords);
}

QList<FieldInfo> loggingFieldInfos()
{
    return translated(loggingFieldWords);
}

} // namespace fuseboard
