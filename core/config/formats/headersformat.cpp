// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/headersformat.h"

#include "base/headersyntax.h"
#include "base/redactor.h"
#include "config/formats/headerrules.h"

namespace fuseboard {

bool checkHeaderName(const JsonMember &member, QSet<QString> &seen, const FaultScope &headers)
{
    const QString lowerName = member.name.toLower();
    if (!isHeaderName(member.name) || isTransportHeader(member.name)) {
        headers.nameOf(member).fault(ErrorDetail::BadHeaderName, {AllowedKind::HeaderName});
        return false;
    }
    if (seen.contains(lowerName)) {
        headers.nameOf(member).fault(ErrorDetail::Duplicate, {AllowedKind::OnceInAnyCase});
        return false;
    }
    seen.insert(lowerName);
    return true;
}

std::optional<HeadersFormat::Headers> HeadersFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull())
        return Headers();
    if (!json.isObject()) {
        scope.notAnObject();
        return std::nullopt;
    }
    const Redactor redactor;
    QSet<QString> seen;
    Headers headers;
    for (const JsonMember &member : json.members) {
        if (member.repeated || !checkHeaderName(member, seen, scope))
            continue;
        const bool isSecret = redactor.isSecretName(member.name);
        const FaultScope at = scope.child(member, isSecret ? FaultScope::Privacy::Secret : FaultScope::Privacy::Public);
        if (!member.value.isText())
            at.fault(ErrorDetail::WrongType, {AllowedKind::Text});
        else if (!isHeaderValue(member.value.text))
            at.fault(ErrorDetail::BadHeaderValue, {AllowedKind::HeaderValue});
        else
            headers.append({member.name, member.value.text});
        if (isSecret && !at.isFaulty() && !isOnlyReference(member.name, member.value.text))
            at.warning(ErrorDetail::PlainSecret, {AllowedKind::VariableReference});
    }
    return headers;
}

JsonValue HeadersFormat::write(const Headers &value) const
{
    JsonValue object = JsonValue::object();
    for (const auto &[name, text] : value)
        object.append(name, JsonValue::ofText(text));
    return object;
}

AllowedValues HeadersFormat::allowed() const
{
    return {AllowedKind::NamesAndText};
}

} // namespace fuseboard
