// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/fieldeditor.h"
#include "config/json/jsonvalue.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace fuseboard {

class LineVariables;
class SecretInput;
class Theme;

/// A name and its value, which may be a secret; and a button that removes the two.
class PairRow final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    PairRow(const Theme &theme, const FieldInfo &info, int number, QWidget *parent = nullptr);

    void setPair(const QString &name, const JsonValue &value, const QString &typedSecret);
    void setScope(const VariableScope &scope);
    void setHasKeychain(bool hasKeychain);
    void setKept(KeptSecrets *kept, const QString &field);
    [[nodiscard]] SecretNote secretNote() const;
    [[nodiscard]] QString name() const;
    [[nodiscard]] JsonValue value() const;
    [[nodiscard]] QString typedSecret() const;
    /// Neither a name nor a value.
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QLineEdit *nameLine() const { return m_name; }
    /// In their tab order.
    [[nodiscard]] QWidgetList controls() const;

Q_SIGNALS:
    /// By the user.
    void edited();
    void removeAsked();
    /// secretNote() may be another one.
    void noted();

private:
    QLineEdit *m_name;
    QLineEdit *m_value = nullptr;
    LineVariables *m_variables = nullptr; ///< of the value
    SecretInput *m_secret = nullptr;
    QToolButton *m_remove;
};

} // namespace fuseboard
