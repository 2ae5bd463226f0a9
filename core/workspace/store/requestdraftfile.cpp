// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/requestdraftfile.h"

#include "base/secretnames.h"
#include "base/secretspans.h"
#include "config/document.h"
#include "workspace/requestfile.h"
#include "workspace/store/clientdraftfile.h"
#include "workspace/store/drafttext.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

void strip(Secret &secret)
{
    if (secret.source() == Secret::Source::Plain)
        secret = {};
}

void strip(NamedSecrets &secrets)
{
    for (auto &named : secrets)
        strip(named.second);
}

template<class Rows>
void strip(Rows &rows, bool (*isSecretName)(QStringView))
{
    for (auto &row : rows) {
        if (isSecretName(row.name) && !standsForSecret(row.name, row.value))
            row.value.clear();
        row.value = withoutCredentials(row.value);
    }
}

void strip(ConfigUrl &url)
{
    const QString bare = withoutUrlSecrets(url.text());
    if (bare != url.text())
        url = url.hasVariables() ? ConfigUrl::withVariables(bare) : ConfigUrl(QUrl(bare));
}

void strip(AuthConfig &auth)
{
    for (Secret *secret : {&auth.token, &auth.password, &auth.clientSecret, &auth.refreshToken})
        strip(*secret);
    for (ConfigUrl *url : {&auth.tokenUrl, &auth.issuer, &auth.authorizationUrl, &auth.deviceAuthorizationUrl})
        strip(*url);
    if (!isHarmlessPrefix(auth.tokenPrefix))
        auth.tokenPrefix.clear();
    if (!isHarmlessKey(auth.tokenKey))
        auth.tokenKey.clear();
    if (!isHarmlessUserName(auth.username))
        auth.username.clear();
    strip(auth.customHeaders);
    strip(auth.customParams);
    // Some servers take credentials here.
    auth.extraParams.clear();
}

bool isSecretValueName(const QString &name)
{
    return isSecretParameterName(name) || isSecretHeaderName(name);
}

QString withoutFormValues(QString text)
{
    const QList<SecretSpan> spans = secretFormSpans(text, isSecretValueName);
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        if (!standsForSecret({}, text.sliced(span->begin, span->length)))
            text.remove(span->begin, span->length);
    }
    return text;
}

/// Of JSON, or of any text with such in it.
QString withoutSecretMembers(QString text)
{
    const QList<SecretSpan> spans = secretJsonSpans(text, isSecretHeaderName);
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        const bool isNumber = text.at(span->begin - 1) != u'"';
        if (!standsForSecret({}, text.sliced(span->begin, span->length)))
            text.replace(span->begin, span->length, isNumber ? u"null"_s : QString());
    }
    return text;
}

/// Whether it says so, or looks neither like JSON or XML nor like what people write to one another.
bool isForm(const RequestConfig &config)
{
    const auto isForeign = [](QChar c) { return c.isSpace() || c == u'"' || c == u'<'; };
    return config.contentType.contains("x-www-form-urlencoded"_L1)
        || std::none_of(config.body.begin(), config.body.end(), isForeign);
}

/// "token" of "$.user.token" and of "$['user']['token']".
QString lastName(const QString &path)
{
    static const QRegularExpression last(u"([\\w-]+)[\"']?\\]?$"_s);
    return last.match(path).captured(1);
}

void strip(QList<RequestTest> &tests)
{
    for (RequestTest &test : tests) {
        // "code" and "key" are secrets of a request; in an answer they are what a test looks at.
        const QString name = test.subject == TestSubject::Json ? lastName(test.target) : test.target;
        if (isSecretHeaderName(name) && !standsForSecret(name, test.value))
            test.value.clear();
        test.value = withoutSecretMembers(test.value);
    }
}

template<class T>
void takeBack(T &piece, const T &bare, const T &file)
{
    if (piece == bare)
        piece = file;
}

/// Rows may have moved. Of those that are the same without their secrets, the first is the first.
template<class Row>
void takeBack(QList<Row> &rows, QList<Row> bare, QList<Row> file)
{
    for (Row &row : rows) {
        const qsizetype index = bare.indexOf(row);
        if (index < 0)
            continue;
        row = file.takeAt(index);
        bare.removeAt(index);
    }
}

constexpr auto secretsOfTheFile = "file"_L1;
constexpr auto secretsOfItsOwn = "gone"_L1;

QString secretsText(const KeptDraft &draft, const RequestConfig &bare)
{
    if (bare == draft.config)
        return {};
    return withSecretsOf(draft.file, bare) == draft.config ? secretsOfTheFile : secretsOfItsOwn;
}

DraftSecrets secretsOf(const QString &text)
{
    return text == secretsOfTheFile ? DraftSecrets::OfTheFile
        : text == secretsOfItsOwn   ? DraftSecrets::OfItsOwn
                                    : DraftSecrets::None;
}

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *member = object.find(name);
    return member ? member->text : QString();
}

} // namespace

QString versionOf(const RequestConfig &config)
{
    RequestConfig bare = withoutSecrets(config);
    bare.name.clear();
    JsonValue content = JsonValue::object();
    writeSection(bare, requestFields(), content);
    const QByteArray digest = QCryptographicHash::hash(indentedJson(content), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex());
}

RequestConfig withoutSecrets(RequestConfig config)
{
    if (config.auth)
        strip(*config.auth);
    strip(config.headers, isSecretHeaderName);
    strip(config.params, isSecretParameterName);
    strip(config.pathParams, isSecretParameterName);
    strip(config.form, isSecretParameterName);
    strip(config.multipart, isSecretParameterName);
    config.path = withoutPathSecrets(config.path);
    config.body = withoutSecretMembers(config.body);
    if (isForm(config))
        config.body = withoutFormValues(config.body);
    config.graphqlVariables = withoutSecretMembers(config.graphqlVariables);
    strip(config.tests);
    return config;
}

RequestConfig withSecretsOf(const RequestConfig &file, RequestConfig draft)
{
    RequestConfig bare = file;
    bare.contentType = draft.contentType; // which decides what of the body is a form's
    bare = withoutSecrets(bare);
    takeBack(draft.auth, bare.auth, file.auth);
    takeBack(draft.headers, bare.headers, file.headers);
    takeBack(draft.params, bare.params, file.params);
    takeBack(draft.pathParams, bare.pathParams, file.pathParams);
    takeBack(draft.form, bare.form, file.form);
    takeBack(draft.multipart, bare.multipart, file.multipart);
    takeBack(draft.path, bare.path, file.path);
    takeBack(draft.body, bare.body, file.body);
    takeBack(draft.graphqlVariables, bare.graphqlVariables, file.graphqlVariables);
    takeBack(draft.tests, bare.tests, file.tests);
    return draft;
}

bool lacksSecrets(const KeptDraft &draft, const std::optional<RequestConfig> &file)
{
    const bool areInFile = file && withSecretsOf(*file, draft.config) != draft.config;
    return draft.secrets == DraftSecrets::OfItsOwn || (draft.secrets == DraftSecrets::OfTheFile && !areInFile);
}

QByteArray writeDraft(const KeptDraft &draft)
{
    if (!draft.settings.isEmpty())
        return writeClientDraft(draft);
    JsonValue request = JsonValue::object();
    const RequestConfig bare = withoutSecrets(draft.config);
    writeSection(bare, requestFields(), request);
    JsonValue root = JsonValue::object();
    root.append(u"client"_s, JsonValue::ofText(draft.client));
    root.append(u"path"_s, JsonValue::ofText(draft.path));
    root.append(u"secrets"_s, JsonValue::ofText(secretsText(draft, bare)));
    root.append(u"base"_s, JsonValue::ofText(draft.base));
    root.append(u"request"_s, request);
    return indentedJson(root);
}

Result<KeptDraft> readDraft(const QString &key, const QByteArray &json)
{
    const JsonSource source(json);
    const ParsedJson parsed = parseJson(source);
    if (parsed.complete && parsed.root.find(u"settings"))
        return readClientDraft(key, parsed.root);
    const JsonValue *request = parsed.complete ? parsed.root.find(u"request") : nullptr;
    if (!request || !request->isObject())
        return invalidDocument(parsed.faults);
    // What has faults is still what somebody wrote: they are for when it is saved.
    FaultLog log(&source, FaultLog::Faulty::Kept);
    if (!isReadableDocument(*request, log))
        return invalidDocument(log.faults());
    return KeptDraft{key,
                     textOf(parsed.root, u"client"),
                     textOf(parsed.root, u"path"),
                     readSection(*request, requestFields(), FaultScope(log, *request)),
                     {},
                     secretsOf(textOf(parsed.root, u"secrets")),
                     textOf(parsed.root, u"base")};
}

} // namespace fuseboard
