// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/sharedclient.h"

#include "base/secretnames.h"
#include "config/formats/headerrules.h"
#include "config/formats/secretformat.h"
#include "config/json/jsonparser.h"
#include "config/json/jsontext.h"
#include "config/secretuses.h"
#include "config/variablesyntax.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(const Secret &secret)
{
    return secret.source() == Secret::Source::Plain && !isOnlyVariables(secret.text());
}

QList<UnknownFields *> unknownFieldsOf(ClientConfig &config)
{
    QList<UnknownFields *> all{&config.unknown};
    const auto add = [&all](auto &section) {
        if (section)
            all.append(&section->unknown);
    };
    add(config.auth);
    add(config.rateLimit);
    add(config.circuitBreaker);
    add(config.retry);
    add(config.tls);
    add(config.proxy);
    return all;
}

QString headerPath(const QString &name)
{
    return u"default_headers."_s + name;
}

bool isKeychainReference(const JsonValue &value)
{
    const JsonValue *where = value.find(u"secret");
    return value.members.size() == 1 && where && where->text == "keychain"_L1;
}

} // namespace

SharedClient::SharedClient(const ClientConfig &written)
    : SharedClient(written, Placeholders(written.name))
{
}

SharedClient::SharedClient(ClientConfig written, Placeholders placeholders)
    : m_config(std::move(written))
    , m_placeholders(std::move(placeholders))
{
    learn();
    for (UnknownFields *fields : unknownFieldsOf(m_config))
        refer(*fields);
    visitSecrets(m_config, [](const QString &, Secret &secret) {
        if (isPlain(secret))
            secret = Secret::keychain();
    });
    referHeaders();
    referParams();
}

void SharedClient::learn()
{
    visitSecrets(m_config, [this](const QString &, const Secret &secret) {
        if (isPlain(secret))
            m_known.addSecret(secret.text());
    });
    if (!m_config.auth)
        return;
    m_known.addSecretName(m_config.auth->tokenKey);
    for (const NamedSecrets &list : {m_config.auth->customHeaders, m_config.auth->customParams}) {
        for (const auto &[name, secret] : list)
            m_known.addSecretName(name);
    }
}

void SharedClient::referHeaders()
{
    for (auto &[name, value] : m_config.defaultHeaders) {
        const bool isSecret = m_known.isSecretName(name) || m_known.text(value) != value;
        if (isSecret && !isOnlyReference(name, value))
            value = reference(headerPath(name));
    }
}

void SharedClient::referParams()
{
    refer(m_config.baseUrl, u"base_url"_s);
    if (!m_config.auth)
        return;
    AuthConfig &auth = *m_config.auth;
    for (auto &[name, value] : auth.extraParams) {
        if (!value.isEmpty() && !isOnlyVariables(value))
            value = reference(u"auth.extra_params."_s + name);
    }
    refer(auth.tokenUrl, u"auth.token_url"_s);
    refer(auth.authorizationUrl, u"auth.authorization_url"_s);
    refer(auth.deviceAuthorizationUrl, u"auth.device_authorization_url"_s);
    refer(auth.issuer, u"auth.issuer"_s);
}

void SharedClient::refer(ConfigUrl &url, const QString &path)
{
    const QString text = url.text();
    const qsizetype query = text.indexOf(u'?');
    if (query < 0)
        return;
    QStringList items = text.sliced(query + 1).split(u'&');
    bool isSecret = false;
    for (QString &item : items) {
        const QString name = item.section(u'=', 0, 0);
        const QString plainName = QUrl::fromPercentEncoding(name.toUtf8());
        if (!isTelling(plainName, item.section(u'=', 1)))
            continue;
        isSecret = true;
        item = name + u'=' + reference(path + u'.' + plainName);
    }
    if (isSecret)
        url = ConfigUrl::withVariables(text.first(query + 1) + items.join(u'&'));
}

void SharedClient::refer(UnknownFields &fields) const
{
    for (auto &[name, json] : fields) {
        ParsedJson parsed = parseJson(JsonSource(json));
        if (refer(parsed.root, name))
            json = compactJson(parsed.root);
    }
}

bool SharedClient::refer(JsonValue &value, const QString &name) const
{
    if (isKeychainReference(value))
        return false;
    const bool isSecretName = isSecretParameterName(name) || m_known.isSecretName(name);
    const bool isScalar = value.isText() || value.isNumber();
    const bool isWhole = isSecretName && (value.isObject() || value.isList());
    if (isWhole || (isScalar && isTelling(name, value.text))) {
        value = SecretFormat().write(Secret::keychain());
        return true;
    }
    bool isSecret = false;
    for (JsonMember &member : value.members)
        isSecret = refer(member.value, member.name) || isSecret;
    for (JsonValue &item : value.items)
        isSecret = refer(item, {}) || isSecret;
    return isSecret;
}

bool SharedClient::isTelling(const QString &name, const QString &text) const
{
    const bool isSecret = isSecretParameterName(name) || m_known.isSecretName(name) || m_known.text(text) != text;
    return isSecret && !isOnlyReference(name, text);
}

QString SharedClient::reference(const QString &path)
{
    constexpr qsizetype longest = 100; // of a variable's name
    QString name = m_placeholders.variableName(path);
    if (name.size() > longest)
        name = u'_' + name.right(longest - 1);
    m_paths.insert(name, path);
    return u"{{"_s + name + u"}}"_s;
}

Template SharedClient::withVariables(const QString &text) const
{
    Template result;
    qsizetype end = 0;
    const QList<VariableRange> ranges = variableRanges(text);
    for (const VariableRange &range : ranges) {
        const auto path = m_paths.constFind(range.name);
        if (range.isEscaped || path == m_paths.cend())
            continue;
        result += Template(text.sliced(end, range.at - end)) + m_placeholders.of(*path);
        end = range.at + range.length;
    }
    return result += Template(text.sliced(end));
}

QList<QPair<QString, Template>> SharedClient::defaultHeaders() const
{
    QList<QPair<QString, Template>> headers;
    for (const auto &[name, value] : m_config.defaultHeaders)
        headers.append({name, withVariables(value)});
    return headers;
}

} // namespace fuseboard
