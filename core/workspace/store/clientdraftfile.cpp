// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/clientdraftfile.h"

#include "base/redactor.h"
#include "base/secretnames.h"
#include "config/document.h"
#include "config/draft/configtree.h"
#include "config/draft/fieldfacts.h"
#include "config/json/jsontext.h"
#include "workspace/store/drafttext.h"

#include <QCryptographicHash>
#include <QHash>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto goneSecrets = "gone"_L1;

/// Whether the field of that path is a secret; of the fields there are.
const QHash<QString, bool> &secretFields()
{
    static const QHash<QString, bool> known = [] {
        QHash<QString, bool> fields;
        for (const FieldFacts &facts : clientFieldFacts())
            fields.insert(facts.path, facts.isSecret);
        return fields;
    }();
    return known;
}

/// {"secret": "keychain"}
bool refersToKeychain(const JsonValue &value)
{
    const JsonValue *place = value.isObject() && value.members.size() == 1 ? value.find(u"secret") : nullptr;
    return place && place->isText() && place->text == "keychain"_L1;
}

bool isUrlField(const QString &path)
{
    return secretFields().contains(path) && (path.endsWith("url"_L1) || path.endsWith("issuer"_L1));
}

/// Of fields that a token is pasted into by mistake.
bool isHarmlessIn(const QString &path, const QString &text)
{
    if (path == "auth.token_prefix"_L1)
        return isHarmlessPrefix(text);
    if (path == "auth.token_key"_L1)
        return isHarmlessKey(text);
    if (path.endsWith(".username"_L1))
        return isHarmlessUserName(text);
    const bool isHost = path == "proxy.host"_L1 || path == "tls.exception_host"_L1;
    return !isHost || isHarmlessHost(text);
}

QString keptText(const QString &path, const QString &text, bool isSecret, const Redactor &known)
{
    if (isSecret)
        return standsForSecret(path.section(u'.', -1), text) ? text : QString();
    const bool isUrl = isUrlField(path);
    const QString bare = isUrl || text.contains("://"_L1) ? withoutUrlSecrets(text, known)
        : isHarmlessIn(path, text)                        ? text
                                                          : QString();
    const QString kept = isUrl || !mayHoldCredentials(bare) ? bare : QString();
    return known.text(kept) == kept ? kept : QString();
}

void stripTree(JsonValue &value, const QString &path, bool isSecret, const Redactor &known)
{
    if (refersToKeychain(value))
        return;
    if (value.isText())
        value.text = keptText(path, value.text, isSecret, known);
    else if (value.isNumber() && isSecret)
        value = {};
    for (JsonValue &item : value.items)
        stripTree(item, path, isSecret, known);
    for (JsonMember &member : value.members) {
        const QString place = path.isEmpty() ? member.name : path + u'.' + member.name;
        const bool isNamedSo = isSecretParameterName(member.name) || known.isSecretName(member.name);
        stripTree(member.value, place, secretFields().value(place, isSecret || isNamedSo), known);
    }
}

void learnTexts(const JsonValue &value, Redactor &known)
{
    if (refersToKeychain(value))
        return;
    if (value.isText() && !standsForSecret({}, value.text))
        known.addSecret(value.text);
    for (const JsonMember &member : value.members) {
        known.addSecretName(member.name);
        learnTexts(member.value, known);
    }
}

/// The secrets of a tree, which may stand in others of its texts too, and the names that are secret for it. Extra
/// parameters are secret, but mostly plain words as others hold them: the audience is often the base URL.
Redactor redactorOf(const JsonValue &settings, const QStringList &typed)
{
    Redactor known;
    for (const QString &secret : typed)
        known.addSecret(secret);
    for (const auto &[path, isSecret] : secretFields().asKeyValueRange()) {
        const bool isLearned = isSecret && path != "auth.extra_params"_L1;
        if (const JsonValue *value = isLearned ? findInTree(settings, path) : nullptr)
            learnTexts(*value, known);
    }
    if (const JsonValue *key = findInTree(settings, u"auth.token_key"_s); key && !key->text.isEmpty())
        known.addSecretName(key->text);
    return known;
}

void takeBackIn(JsonValue &value, const JsonValue &bare, const JsonValue &file)
{
    if (isSameJson(value, bare)) {
        value = file;
        return;
    }
    for (JsonMember &member : value.members) {
        const JsonValue *bareMember = bare.find(member.name);
        const JsonValue *fileMember = file.find(member.name);
        if (bareMember && fileMember)
            takeBackIn(member.value, *bareMember, *fileMember);
    }
}

JsonValue textList(const QStringList &texts)
{
    JsonValue list = JsonValue::list();
    for (const QString &text : texts)
        list.items.push_back(JsonValue::ofText(text));
    return list;
}

QString memberText(const JsonValue &object, QStringView name)
{
    const JsonValue *member = object.find(name);
    return member ? member->text : QString();
}

} // namespace

JsonValue withoutSecrets(JsonValue settings, const QStringList &typed)
{
    stripTree(settings, {}, false, redactorOf(settings, typed));
    return settings;
}

JsonValue withSecretsOf(const JsonValue &file, JsonValue draft)
{
    takeBackIn(draft, withoutSecrets(file), file);
    return draft;
}

QStringList lostFields(const JsonValue &settings, const JsonValue &kept)
{
    QStringList lost;
    for (const FieldFacts &facts : clientFieldFacts()) {
        const JsonValue *value = facts.isSecret ? nullptr : findInTree(settings, facts.path);
        const JsonValue *left = findInTree(kept, facts.path);
        if (value && left && !isSameJson(*value, *left))
            lost.append(facts.path);
    }
    return lost;
}

QString versionOf(const JsonValue &settings)
{
    const QByteArray text = compactJson(withoutSecrets(settings));
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

JsonValue settingsOf(const KeptDraft &draft)
{
    const JsonSource source(draft.settings);
    ParsedJson parsed = parseJson(source);
    return parsed.complete ? std::move(parsed.root) : JsonValue();
}

QByteArray writeClientDraft(const KeptDraft &draft)
{
    JsonValue root = JsonValue::object();
    root.append(u"client"_s, JsonValue::ofText(draft.client));
    root.append(u"secrets"_s, JsonValue::ofText(draft.secrets == DraftSecrets::OfItsOwn ? goneSecrets : QString()));
    root.append(u"base"_s, JsonValue::ofText(draft.base));
    root.append(u"typed"_s, textList(draft.typed));
    root.append(u"settings"_s, withoutSecrets(settingsOf(draft)));
    return indentedJson(root);
}

Result<KeptDraft> readClientDraft(const QString &key, const JsonValue &root)
{
    const JsonValue *settings = root.find(u"settings");
    if (!settings || !settings->isObject())
        return invalidDocument({});
    KeptDraft draft{key, memberText(root, u"client")};
    draft.base = memberText(root, u"base");
    draft.settings = compactJson(*settings);
    if (memberText(root, u"secrets") == goneSecrets)
        draft.secrets = DraftSecrets::OfItsOwn;
    if (const JsonValue *typed = root.find(u"typed")) {
        for (const JsonValue &path : typed->items)
            draft.typed.append(path.text);
    }
    return draft;
}

} // namespace fuseboard
