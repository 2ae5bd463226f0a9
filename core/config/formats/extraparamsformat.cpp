// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/extraparamsformat.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestExtraParam = 4'000;

constexpr std::array ownParams = {
    "grant_type"_L1, "client_id"_L1,     "client_secret"_L1,  "scope"_L1,
    "audience"_L1,   "refresh_token"_L1, "username"_L1,       "password"_L1,
    "code"_L1,       "code_verifier"_L1, "redirect_uri"_L1,   "device_code"_L1,
    "state"_L1,      "response_type"_L1, "code_challenge"_L1, "code_challenge_method"_L1,
};

bool isOwnParam(const QString &name)
{
    return std::any_of(ownParams.begin(), ownParams.end(), [&name](QLatin1String own) { return name == own; });
}

} // namespace

std::optional<ExtraParams> ExtraParamsFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull())
        return ExtraParams();
    if (!json.isObject()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    ExtraParams params;
    for (const JsonMember &member : json.members) {
        if (member.repeated)
            continue;
        const FaultScope at = scope.child(member, FaultScope::Privacy::Secret);
        if (member.name.isEmpty())
            scope.nameOf(member).fault(ErrorDetail::OutOfRange, {AllowedKind::Name});
        else if (isOwnParam(member.name))
            scope.nameOf(member).fault(ErrorDetail::Contradiction, {AllowedKind::FreeName});
        else if (!member.value.isText())
            at.fault(ErrorDetail::WrongType, {AllowedKind::Text});
        else if (member.value.text.size() > longestExtraParam)
            at.fault(ErrorDetail::OutOfRange, AllowedValues::atMost(AllowedKind::Text, longestExtraParam));
        else
            params.append({member.name, member.value.text});
    }
    return params;
}

JsonValue ExtraParamsFormat::write(const ExtraParams &value) const
{
    JsonValue object = JsonValue::object();
    for (const auto &[name, text] : value)
        object.append(name, JsonValue::ofText(text));
    return object;
}

AllowedValues ExtraParamsFormat::allowed() const
{
    return {AllowedKind::NamesAndText};
}

} // namespace fuseboard
