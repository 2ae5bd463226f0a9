// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// Where the text of a secret field comes from. The text itself lives in a SecretStore; only a file that somebody
/// wrote by hand holds it plainly. Not printable by QDebug, on purpose.
class Secret
{
public:
    enum class Source {
        None, ///< Not set.
        Plain, ///< Written in the file: works, and validation warns.
        Keychain, ///< In the operating system's keychain: {"secret": "keychain"}.
        Environment, ///< In an environment variable: "${env:NAME}".
    };

    Secret() = default;
    static Secret plain(QString text) { return {Source::Plain, std::move(text)}; }
    static Secret keychain() { return {Source::Keychain, {}}; }
    static Secret environment(QString name) { return {Source::Environment, std::move(name)}; }

    [[nodiscard]] Source source() const { return m_source; }
    [[nodiscard]] bool isSet() const { return m_source != Source::None; }
    /// The secret itself for Plain, the variable's name for Environment, empty otherwise.
    [[nodiscard]] const QString &text() const { return m_text; }

    friend bool operator==(const Secret &, const Secret &) = default;

private:
    Secret(Source source, QString text)
        : m_source(source)
        , m_text(std::move(text))
    {
    }

    Source m_source = Source::None;
    QString m_text;
};

} // namespace fuseboard
