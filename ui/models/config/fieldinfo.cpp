// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/fieldinfo.h"

#include "config/draft/fieldfacts.h"
#include "models/config/fieldtables.h"
#include "models/words.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using wording::Words;

namespace {

/// The words that people read for those of a file; empty for one that has none.
QString choiceLabel(const QString &word)
{
    static const QList<ChoiceInfo> labels{
        {u"per_call"_s, Words::tr("Each call")},
        {u"per_attempt"_s, Words::tr("Each attempt")},
        {u"api_key"_s, Words::tr("API key")},
        {u"bearer"_s, Words::tr("Bearer token")},
        {u"oauth2"_s, Words::tr("OAuth 2.0")},
        {u"custom"_s, Words::tr("Custom headers and parameters")},
        {u"header"_s, Words::tr("Header")},
        {u"query"_s, Words::tr("Query")},
        {u"body"_s, Words::tr("Body")},
        {u"client_credentials"_s, Words::tr("Client credentials")},
        {u"refresh_token"_s, Words::tr("Refresh token")},
        {u"authorization_code"_s, Words::tr("Sign-in in the browser")},
        {u"password"_s, Words::tr("User name and password")},
        {u"device_code"_s, Words::tr("Sign-in on another device")},
        {u"time"_s, Words::tr("A span of time")},
        {u"count"_s, Words::tr("The last calls")},
        {u"exponential"_s, Words::tr("Exponential")},
        {u"linear"_s, Words::tr("Linear")},
        {u"fixed"_s, Words::tr("Fixed")},
        {u"system"_s, Words::tr("As the system says")},
        {u"http"_s, Words::tr("HTTP proxy")},
        {u"socks5"_s, Words::tr("SOCKS 5 proxy")},
    };
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const ChoiceInfo &c) { return c.word == word; });
    return found == labels.end() ? QString() : found->label;
}

/// Where one word means different things.
QString choiceLabel(const QString &path, const QString &word)
{
    if (word == "none"_L1)
        return path == "proxy.type"_L1 ? Words::tr("None") : Words::tr("No authentication");
    if (path == "auth.type"_L1 && word == "basic"_L1)
        return Words::tr("Basic authentication");
    if (path == "auth.client_auth"_L1)
        return word == "basic"_L1 ? Words::tr("In the header (basic)") : Words::tr("In the body");
    const QString label = choiceLabel(word);
    return label.isEmpty() ? word : label;
}

} // namespace

QList<FieldInfo> translated(std::span<const FieldWords> rows)
{
    const auto text = [](const char *marked) { return marked ? Words::tr(marked) : QString(); };
    QList<FieldInfo> infos;
    for (const FieldWords &row : rows)
        infos.append({QString::fromUtf8(row.path), row.kind, text(row.label), text(row.unit), text(row.sentence),
                      text(row.absent)});
    return infos;
}

const QList<FieldInfo> &clientFieldInfos()
{
    static const QList<FieldInfo> all = generalFieldInfos() + authFieldInfos() + oauthFieldInfos() + limiterFieldInfos()
        + breakerFieldInfos() + breakerRateFieldInfos() + retryFieldInfos() + timeoutFieldInfos()
        + connectionFieldInfos() + loggingFieldInfos();
    return all;
}

const FieldInfo *fieldInfo(const QString &path)
{
    const QList<FieldInfo> &all = clientFieldInfos();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&path](const FieldInfo &i) { return i.path == path; });
    return found == all.cend() ? nullptr : &*found;
}

QList<ChoiceInfo> choicesOf(const QString &path)
{
    QList<ChoiceInfo> choices;
    for (const FieldFacts &facts : clientFieldFacts()) {
        if (facts.path != path)
            continue;
        if (facts.allowed.kind != AllowedKind::Words)
            return {};
        for (const QString &word : facts.allowed.words)
            choices.append({word, choiceLabel(path, word)});
    }
    return choices;
}

} // namespace fuseboard
