// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/snippetrequest.h"

#include <QStringDecoder>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

void setHeader(QList<SnippetRequest::Field> &headers, const QString &name, const Template &value)
{
    headers.removeIf([&](const auto &field) { return field.name.compare(name, Qt::CaseInsensitive) == 0; });
    headers.append({name, value});
}

/// As the engine does it: the first member of a JSON object, or the last field of a form.
void putIntoBody(SnippetRequest &snippet, const QString &key, const Template &value)
{
    const QString text = snippet.body.isEmpty() ? QString() : snippet.body.parts().first().text.trimmed();
    if (text.startsWith(u'{')) {
        const QString rest = text.sliced(1).trimmed();
        snippet.body = Template(u"{\""_s + key + u"\":\""_s) + value
            + Template((rest == "}"_L1 ? u"\""_s : u"\","_s) + rest);
    } else {
        snippet.body += Template((text.isEmpty() ? QString() : u"&"_s) + key + u'=') + value;
    }
}

/// "Bearer" where a header needs it and none was chosen.
QString prefixOf(const AuthConfig &auth)
{
    const bool isBearer = auth.type == AuthType::Bearer || auth.type == AuthType::OAuth2;
    return isBearer && auth.tokenLocation == AuthLocation::Header && auth.tokenPrefix.isEmpty() ? u"Bearer"_s
                                                                                                : auth.tokenPrefix;
}

void placeToken(SnippetRequest &snippet, const AuthConfig &auth, const Template &secret)
{
    const QString prefix = prefixOf(auth);
    const Template token = prefix.isEmpty() ? secret : Template(prefix + u' ') + secret;
    switch (auth.tokenLocation) {
    case AuthLocation::Header:
        setHeader(snippet.headers, auth.tokenKey, token);
        break;
    case AuthLocation::Query:
        snippet.secretParams.append({auth.tokenKey, token});
        break;
    case AuthLocation::Body:
        if (snippet.source.isEmpty()) // nor does the engine
            putIntoBody(snippet, auth.tokenKey, token);
        break;
    }
}

void sign(SnippetRequest &snippet, const AuthConfig &auth, const Placeholders &placeholders)
{
    switch (auth.type) {
    case AuthType::None:
        break;
    case AuthType::ApiKey:
    case AuthType::Bearer:
        placeToken(snippet, auth, placeholders.of(auth.token, u"auth.token"_s));
        break;
    case AuthType::Basic:
        snippet.basic = {auth.username, placeholders.of(auth.password, u"auth.password"_s)};
        break;
    case AuthType::OAuth2:
        placeToken(snippet, auth, placeholders.of(u"access_token"_s));
        break;
    case AuthType::Custom:
        for (const auto &[name, secret] : auth.customHeaders)
            setHeader(snippet.headers, name, placeholders.of(secret, u"auth.custom_headers."_s + name));
        for (const auto &[name, secret] : auth.customParams)
            snippet.secretParams.append({name, placeholders.of(secret, u"auth.custom_params."_s + name)});
        break;
    }
}

void putBody(SnippetRequest &snippet, const Body &body)
{
    if (!snippet.source.parts.isEmpty())
        snippet.headers.removeIf(
            [](const auto &field) { return field.name.compare("Content-Type"_L1, Qt::CaseInsensitive) == 0; });
    if (!snippet.source.isEmpty())
        return;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom); // it is sent as well
    const QString text = decoder(body.bytes());
    snippet.isBodyText = !body.isStream() && !decoder.hasError();
    if (snippet.isBodyText)
        snippet.body = Template(text);
}

} // namespace

bool SnippetRequest::hasBody() const
{
    return !isBodyText || !body.isEmpty() || !source.isEmpty();
}

bool SnippetRequest::fitsCommandLine() const
{
    return isBodyText && fitsCommandLine(body);
}

bool SnippetRequest::fitsCommandLine(const Template &text)
{
    constexpr qsizetype longestArgument = 100'000; // Linux takes no longer one than 128 KiB
    qsizetype bytes = 0;
    for (const Template::Part &part : text.parts()) {
        bytes += part.text.toUtf8().size();
        if (part.text.contains(QChar::Null))
            return false;
    }
    return bytes <= longestArgument;
}

bool SnippetRequest::hasHeader(const QString &name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [&name](const Field &field) { return field.name.compare(name, Qt::CaseInsensitive) == 0; });
}

bool SnippetRequest::hasVariables() const
{
    const auto inFields = [](const QList<Field> &fields) {
        return std::any_of(fields.begin(), fields.end(), [](const Field &f) { return f.value.hasVariables(); });
    };
    return inFields(headers) || inFields(secretParams) || body.hasVariables()
        || (basic && basic->password.hasVariables());
}

SnippetRequest snippetRequest(const ClientConfig &config, const Request &request, const Placeholders &placeholders,
                              const BodySource &source)
{
    return snippetRequest(SharedClient(config, placeholders), request, source);
}

SnippetRequest snippetRequest(const SharedClient &client, const Request &request, const BodySource &source)
{
    SnippetRequest snippet;
    snippet.source = source;
    snippet.config = client.config();
    snippet.method = QString::fromLatin1(request.method);
    snippet.url = request.url.toString(QUrl::FullyEncoded | QUrl::RemoveFragment);
    const auto defaultHeaders = client.defaultHeaders();
    for (const auto &[name, value] : defaultHeaders) {
        if (!request.headers.contains(name.toUtf8()))
            snippet.headers.append({name, value});
    }
    for (const auto &[name, value] : request.headers.fields())
        snippet.headers.append({QString::fromUtf8(name), Template(QString::fromUtf8(value))});
    putBody(snippet, request.body);
    if (const auto &proxy = client.config().proxy)
        snippet.proxyPassword = client.placeholders().of(proxy->password, u"proxy.password"_s);
    if (const auto &auth = client.config().auth)
        sign(snippet, *auth, client.placeholders());
    return snippet;
}

} // namespace fuseboard
