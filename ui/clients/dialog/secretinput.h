// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonvalue.h"
#include "variables/variablescope.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace fuseboard {

class LineVariables;
class Theme;

/// Where a secret comes from: nowhere, the keychain, an environment variable, or
/// {{variables}} of the workspace's environments. What is typed for the keychain is
/// hidden, and told as it is typed; the secret that is in the keychain already is never shown.
class SecretInput final : public QWidget
{
    Q_OBJECT

public:
    /// name: of the secret, for screen readers. The theme must outlive it.
    SecretInput(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// reference: as the file has it, null for none. typed: what waits for the keychain.
    void setSecret(const JsonValue &reference, const QString &typed);
    /// For what is written as {{variables}}.
    void setScope(const VariableScope &scope);
    /// Without one the secret is kept in memory, and is called so.
    void setHasKeychain(bool hasKeychain);
    /// As the file will have it; null where it is not set.
    [[nodiscard]] JsonValue reference() const;
    /// What the keychain shall hold; empty to leave what it holds.
    [[nodiscard]] QString typed() const;

    [[nodiscard]] QComboBox *source() const { return m_source; }
    [[nodiscard]] QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    /// By the user.
    void edited();

private:
    enum Source { NotSet, Keychain, Environment, Variables };

    void showSource();

    QComboBox *m_source;
    QLineEdit *m_line;
    LineVariables *m_variables;
    VariableScope m_scope;
    bool m_isStored = false;
};

} // namespace fuseboard
