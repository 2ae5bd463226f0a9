// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/boxed.h"
#include "config/authconfig.h"
#include "variables/variablescope.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace fuseboard {

class ApiClient;
class LineVariables;
class Theme;

/// The credentials of a request: those of its client, none, or its own. Secrets of its own come from variables or from
/// the system's environment: one that is typed here is not taken, as it would stand in a file.
class AuthEditor final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit AuthEditor(const Theme &theme, QWidget *parent = nullptr);

    /// edited() is not emitted.
    void setAuth(const Boxed<AuthConfig> &auth);
    [[nodiscard]] const Boxed<AuthConfig> &auth() const { return m_auth; }
    void setClient(ApiClient *client);
    void setScope(const VariableScope &scope);

Q_SIGNALS:
    void edited();

private:
    QLineEdit *addLine(const QString &label, const QString &hint);
    void take();
    void takeSecret(Secret &secret, QLineEdit *line);
    void show();
    void showNote();
    [[nodiscard]] bool isEditable() const;

    Boxed<AuthConfig> m_auth;
    QString m_inherited;
    QComboBox *m_type;
    QLabel *m_note;
    QFormLayout *m_form;
    QLineEdit *m_username;
    QLineEdit *m_password;
    QLineEdit *m_token;
    QLineEdit *m_key;
    QLineEdit *m_prefix;
    QComboBox *m_location;
    QList<LineVariables *> m_variables; // of the lines in which they count
};

} // namespace fuseboard
