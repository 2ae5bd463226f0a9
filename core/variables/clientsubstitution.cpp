// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/clientsubstitution.h"

#include "config/document.h"
#include "config/fields/configfields.h"
#include "config/variablesyntax.h"
#include "variables/substitution.h"

#include <algorithm>
#include <functional>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

enum class Kind { Text, Url, Each }; // Each: all texts of an object or a list

struct Place
{
    QLatin1String section; // empty for the client itself
    QLatin1String field;
    Kind kind;
};

constexpr Place variablePlaces[] = {
    {{}, "base_url"_L1, Kind::Url},
    {{}, "default_headers"_L1, Kind::Each},
    {"auth"_L1, "token"_L1, Kind::Text},
    {"auth"_L1, "token_prefix"_L1, Kind::Text},
    {"auth"_L1, "username"_L1, Kind::Text},
    {"auth"_L1, "password"_L1, Kind::Text},
    {"auth"_L1, "client_id"_L1, Kind::Text},
    {"auth"_L1, "client_secret"_L1, Kind::Text},
    {"auth"_L1, "token_url"_L1, Kind::Url},
    {"auth"_L1, "refresh_token"_L1, Kind::Text},
    {"auth"_L1, "scopes"_L1, Kind::Each},
    {"auth"_L1, "custom_headers"_L1, Kind::Each},
    {"auth"_L1, "custom_params"_L1, Kind::Each},
    {"auth"_L1, "authorization_url"_L1, Kind::Url},
    {"auth"_L1, "device_authorization_url"_L1, Kind::Url},
    {"auth"_L1, "issuer"_L1, Kind::Url},
    {"auth"_L1, "audience"_L1, Kind::Text},
    {"auth"_L1, "extra_params"_L1, Kind::Each},
};

JsonValue *memberOf(JsonValue &object, QLatin1String name)
{
    for (JsonMember &member : object.members) {
        if (member.name == name)
            return &member.value;
    }
    return nullptr;
}

QString fieldAt(const Place &place)
{
    return place.section.isEmpty() ? QString(place.field) : place.section + u'.' + place.field;
}

using Visit = std::function<void(JsonValue &, const QString &, Kind)>;

void visitText(JsonValue &value, const QString &path, Kind kind, const Visit &visit)
{
    if (value.isText() && hasVariables(value.text))
        visit(value, path, kind);
}

/// Every text in which variables mean something, and which has some.
void visitVariables(JsonValue &root, const Visit &visit)
{
    for (const Place &place : variablePlaces) {
        JsonValue *section = place.section.isEmpty() ? &root : memberOf(root, place.section);
        JsonValue *value = section ? memberOf(*section, place.field) : nullptr;
        if (!value)
            continue;
        const QString path = fieldAt(place);
        if (place.kind != Kind::Each) {
            visitText(*value, path, place.kind, visit);
            continue;
        }
        for (JsonMember &member : value->members)
            visitText(member.value, path + u'.' + member.name, Kind::Text, visit);
        for (std::size_t i = 0; i < value->items.size(); ++i)
            visitText(value->items[i], path + u'[' + QString::number(i) + u']', Kind::Text, visit);
    }
}

JsonValue treeOf(const ClientConfig &config)
{
    JsonValue root = JsonValue::object();
    writeSection(config, clientFields(), root);
    return root;
}

/// A value that reads like a reference is none: it would be looked up in turn (A23).
std::optional<ConfigFault> referenceFault(const QString &text, const QString &path)
{
    if (!environmentReference(text))
        return std::nullopt;
    return ConfigFault{ErrorDetail::SecretUnusable, path, {}, {}, 0, 0};
}

} // namespace

bool hasVariables(const ClientConfig &written)
{
    bool has = false;
    JsonValue root = treeOf(written);
    visitVariables(root, [&has](JsonValue &, const QString &, Kind) { has = true; });
    return has;
}

bool takesVariables(const QString &field)
{
    return std::any_of(std::begin(variablePlaces), std::end(variablePlaces),
                       [&field](const Place &place) { return fieldAt(place) == field; });
}

Result<ClientConfig> effectiveConfig(const ClientConfig &written, const VariableScope &scope)
{
    JsonValue root = treeOf(written);
    Substitution substitution(scope);
    QList<ConfigFault> references;
    bool changed = false;
    visitVariables(root, [&](JsonValue &value, const QString &path, Kind kind) {
        changed = true;
        value.text = kind == Kind::Url ? substitution.url(value.text, path) : substitution.text(value.text, path);
        if (const auto fault = referenceFault(value.text, path))
            references.append(*fault);
    });
    if (!changed)
        return written;
    if (const auto outcome = substitution.outcome(); !outcome)
        return outcome.error();
    if (!references.isEmpty())
        return invalidDocument(references);
    FaultLog log;
    ClientConfig effective = readSection(root, clientFields(), FaultScope(log, root));
    QList<ConfigFault> faults = log.faults();
    for (ConfigFault &fault : faults)
        fault.value.clear();
    if (!faults.isEmpty())
        return invalidDocument(faults);
    return effective;
}

ClientConfig blockedConfig(ClientConfig written)
{
    // Nothing can be sent to a URL that is not whole.
    if (!written.baseUrl.hasVariables())
        written.baseUrl = ConfigUrl::withVariables(u"{{base_url}}"_s);
    return written;
}

} // namespace fuseboard
