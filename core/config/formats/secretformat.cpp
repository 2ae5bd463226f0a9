// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/secretformat.h"

#include "base/headersyntax.h"
#include "config/formats/headerrules.h"
#include "config/variablesyntax.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

std::optional<Secret> SecretFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull())
        return Secret();
    if (json.isText())
        return readText(json.text, scope);
    if (!json.isObject()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    const JsonValue *where = json.find(u"secret");
    if (json.members.size() != 1 || !where || where->text != "keychain"_L1) {
        scope.fault(ErrorDetail::OutOfRange, allowed());
        return std::nullopt;
    }
    return Secret::keychain();
}

std::optional<Secret> SecretFormat::readText(const QString &text, const FaultScope &scope) const
{
    if (text.isEmpty())
        return Secret();
    if (const auto reference = environmentReference(text)) {
        if (!reference->name.isEmpty())
            return Secret::environment(reference->name);
        scope.fault(ErrorDetail::OutOfRange, allowed());
        return std::nullopt;
    }
    if (place == Place::HeaderValue && !isHeaderValue(text)) {
        scope.fault(ErrorDetail::BadHeaderValue, {AllowedKind::HeaderValue});
        return std::nullopt;
    }
    if (!isOnlyVariables(text))
        scope.warning(ErrorDetail::PlainSecret, allowed());
    return Secret::plain(text);
}

JsonValue SecretFormat::write(const Secret &value) const
{
    switch (value.source()) {
    case Secret::Source::None:
        return {};
    case Secret::Source::Plain:
        return JsonValue::ofText(value.text());
    case Secret::Source::Keychain: {
        JsonValue reference = JsonValue::object();
        reference.append(u"secret"_s, JsonValue::ofText(u"keychain"_s));
        return reference;
    }
    case Secret::Source::Environment:
        return JsonValue::ofText(u"${env:"_s + value.text() + u'}');
    }
    Q_UNREACHABLE();
}

AllowedValues SecretFormat::allowed() const
{
    return {AllowedKind::SecretReference};
}

} // namespace fuseboard
