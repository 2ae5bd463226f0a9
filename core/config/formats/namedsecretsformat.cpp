// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/namedsecretsformat.h"

#include "config/formats/headersformat.h"
#include "config/formats/secretformat.h"

namespace fuseboard {

std::optional<NamedSecrets> NamedSecretsFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull())
        return NamedSecrets();
    if (!json.isObject()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    const SecretFormat format{names == Names::Headers ? SecretFormat::Place::HeaderValue
                                                      : SecretFormat::Place::Anywhere};
    NamedSecrets secrets;
    QSet<QString> seen;
    for (const JsonMember &member : json.members) {
        if (member.repeated || !checkName(member, seen, scope))
            continue;
        if (const auto secret = format.read(member.value, scope.child(member, FaultScope::Privacy::Secret)))
            secrets.append({member.name, *secret});
    }
    return secrets;
}

bool NamedSecretsFormat::checkName(const JsonMember &member, QSet<QString> &seen, const FaultScope &scope) const
{
    if (names == Names::Headers)
        return checkHeaderName(member, seen, scope);
    if (member.name.isEmpty()) {
        scope.nameOf(member).fault(ErrorDetail::OutOfRange, {AllowedKind::Name});
        return false;
    }
    if (seen.contains(member.name)) {
        scope.nameOf(member).fault(ErrorDetail::Duplicate, {AllowedKind::OnceEach});
        return false;
    }
    seen.insert(member.name);
    return true;
}

JsonValue NamedSecretsFormat::write(const NamedSecrets &value) const
{
    JsonValue object = JsonValue::object();
    for (const auto &[name, secret] : value)
        object.append(name, SecretFormat().write(secret));
    return object;
}

AllowedValues NamedSecretsFormat::allowed() const
{
    return {AllowedKind::NamesAndSecrets};
}

} // namespace fuseboard
