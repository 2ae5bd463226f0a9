// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/configfields.h"
#include "config/formats/flagformat.h"
#include "config/formats/textformat.h"
#include "config/formats/variablesformat.h"
#include "config/formats/wordformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr WordFormat<EnvironmentColor, 6> environmentColorWords{{{
    {EnvironmentColor::None, "none"_L1},
    {EnvironmentColor::Green, "green"_L1},
    {EnvironmentColor::Amber, "amber"_L1},
    {EnvironmentColor::Red, "red"_L1},
    {EnvironmentColor::Blue, "blue"_L1},
    {EnvironmentColor::Purple, "purple"_L1},
}}};

} // namespace

SectionFields<EnvironmentConfig> environmentFields()
{
    using Config = EnvironmentConfig;
    return {{
        formatField<Config>(),
        field("name"_L1, &Config::name, TextFormat{1, 200}).required(),
        field("parent"_L1, &Config::parent, TextFormat{0, 100}),
        field("color"_L1, &Config::color, environmentColorWords),
        field("confirm_before_sending"_L1, &Config::confirmBeforeSending, FlagFormat()),
        field("variables"_L1, &Config::variables, VariablesFormat()).secret(),
    }};
}

} // namespace fuseboard
