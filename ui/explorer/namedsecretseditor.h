// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"
#include "variables/variablescope.h"

#include <QWidget>

class QVBoxLayout;

namespace fuseboard {

class PairRow;
class Theme;

/// Names with references to secrets, and an empty line at the end that becomes one of them when something is written
/// into it.
class NamedSecretsEditor final : public QWidget
{
    Q_OBJECT

public:
    /// name: what they are, for screen readers. The theme must outlive it.
    NamedSecretsEditor(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// edited() is not emitted.
    void setSecrets(const NamedSecrets &secrets);
    [[nodiscard]] NamedSecrets secrets() const;
    /// Whether a line holds a secret itself, which is not taken.
    [[nodiscard]] bool isSecretTyped() const;
    void setScope(const VariableScope &scope);

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        PairRow *pair;
        Secret secret;
    };

    void addRow();
    void dropLast();
    void remove(const PairRow *pair);
    void take();
    void judge();

    const Theme &m_theme;
    const QString m_name;
    VariableScope m_scope;
    QVBoxLayout *m_column;
    QList<Row> m_rows; // the last one is empty
};

} // namespace fuseboard
