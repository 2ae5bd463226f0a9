// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/unknownfields.h"

#include <QString>

namespace fuseboard {

/// How an environment is marked in the windows, beside its name.
enum class EnvironmentColor { None, Green, Amber, Red, Blue, Purple };

/// A name that stands for a value: {{name}} in requests and in clients.
struct Variable
{
    enum class Source {
        Text, ///< Written in the file. May hold other {{variables}}.
        Keychain, ///< A secret in the SecretStore: {"secret": "keychain"}.
        Environment, ///< A secret in an environment variable of the process: "${env:NAME}".
    };

    QString name; ///< see isVariableName()
    Source source = Source::Text;
    QString text; ///< the value for Text, up to 65 536 characters; NAME for Environment; else empty

    /// Its value is shown to nobody.
    [[nodiscard]] bool isSecret() const { return source != Source::Text; }

    friend bool operator==(const Variable &, const Variable &) = default;
};

/// A set of variables: what differs between the demo, staging and production.
struct EnvironmentConfig
{
    QString name; ///< required, 1 … 200 characters
    QString parent; ///< the slug of the environment whose variables it has too, unless it has its own; empty for none
    EnvironmentColor color = EnvironmentColor::None;
    bool confirmBeforeSending = false; ///< confirm_before_sending: whoever sends by hand is asked first
    QList<Variable> variables; ///< each name once, in the order of the file
    UnknownFields unknown;

    friend bool operator==(const EnvironmentConfig &, const EnvironmentConfig &) = default;
};

/// An environment of a workspace and the name of its file: environments/<slug>.json. The slug stays when it is renamed.
struct Environment
{
    QString slug;
    EnvironmentConfig config;

    friend bool operator==(const Environment &, const Environment &) = default;
};

} // namespace fuseboard
