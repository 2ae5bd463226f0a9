// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/fieldtables.h"

namespace fuseboard {

namespace {

constexpr FieldWords authFieldWords[] = {
    {"auth.type", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Type"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "How this client proves who it is"), nullptr},
    {"auth.token", FieldKind::Secret, QT_TRANSLATE_NOOP("Wording", "Token"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "The API key or bearer token"), nullptr},
    {"auth.token_location", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Goes into"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "The body needs a JSON object or a form"), nullptr},
    {"auth.token_key", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Under the name"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "The name of the header, parameter or member"), nullptr},
    {"auth.token_prefix", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Prefix"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Before the token, with a space between, as Bearer"),
     QT_TRANSLATE_NOOP("Wording", "Bearer for a bearer token in a header, else none")},
    {"auth.username", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "User name"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Without a colon for basic authentication"), nullptr},
    {"auth.password", FieldKind::Secret, QT_TRANSLATE_NOOP("Wording", "Password"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "May be empty for basic authentication"), nullptr},
    {"auth.custom_headers", FieldKind::SecretHeaders, QT_TRANSLATE_NOOP("Wording", "Headers"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Put on each request; their values are secrets"), nullptr},
    {"auth.custom_params", FieldKind::SecretParams, QT_TRANSLATE_NOOP("Wording", "Parameters"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Put into each query; their values are secrets"), nullptr},
};

constexpr FieldWords oauthFieldWords[] = {
    {"auth.grant_type", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Grant"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "How tokens are had"),
     QT_TRANSLATE_NOOP("Wording", "a refresh token where one is set without a client secret, else client credentials")},
    {"auth.issuer", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Issuer"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Its discovery document fills in the addresses that are not set"),
     QT_TRANSLATE_NOOP("Wording", "no discovery")},
    {"auth.token_url", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Token URL"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Where tokens come from"), nullptr},
    {"auth.authorization_url", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Authorization URL"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "The page where a user agrees"), nullptr},
    {"auth.device_authorization_url", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Device URL"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Where the device flow begins"), nullptr},
    {"auth.client_id", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Client id"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "As the server knows this program"), nullptr},
    {"auth.client_secret", FieldKind::Secret, QT_TRANSLATE_NOOP("Wording", "Client secret"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A client without one sends its id only"), nullptr},
    {"auth.client_auth", FieldKind::Choice, QT_TRANSLATE_NOOP("Wording", "Client proves itself"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Where id and secret stand in a token request"), nullptr},
    {"auth.refresh_token", FieldKind::Secret, QT_TRANSLATE_NOOP("Wording", "Refresh token"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "A rotated one is kept in the keychain"), nullptr},
    {"auth.scopes", FieldKind::Words, QT_TRANSLATE_NOOP("Wording", "Scopes"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "What is asked for, with spaces between"),
     QT_TRANSLATE_NOOP("Wording", "what the server gives by itself")},
    {"auth.audience", FieldKind::Text, QT_TRANSLATE_NOOP("Wording", "Audience"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Of the token, for servers that want to know"), nullptr},
    {"auth.extra_params", FieldKind::Params, QT_TRANSLATE_NOOP("Wording", "Extra parameters"), nullptr,
     QT_TRANSLATE_NOOP("Wording", "Sent along with each token request"), nullptr},
};

} // namespace

QList<FieldInfo> authFieldInfos()
{
    return translated(authFieldWords);
}

QList<FieldInfo> oauthFieldInfos()
{
    return translated(oauthFieldWords);
}

} // namespace fuseboard
