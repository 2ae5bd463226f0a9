// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "environments/environmentsedit.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace fuseboard {

class SecretStore;
class Theme;
class VariableTable;

/// The fields of one environment.
class EnvironmentForm final : public QWidget
{
    Q_OBJECT

public:
    /// workspaceId is part of the keys in the store. Theme and store must outlive it.
    EnvironmentForm(const Theme &theme, SecretStore &secrets, QString workspaceId, QWidget *parent = nullptr);

    /// edited() is not emitted. parents: those that it may have.
    void setDraft(const EnvironmentDraft &draft, const QList<Environment> &parents);
    void readInto(EnvironmentDraft &draft) const;
    void focusName();

Q_SIGNALS:
    /// By the user.
    void edited();
    /// A variable, after edited().
    void removed(const QString &name);
    /// A sentence on what went wrong.
    void failed(const QString &sentence);

private:
    void build(const Theme &theme);
    void fillColors(const Theme &theme);
    void connectParts();
    void readSecret(int row);

    SecretStore &m_secrets;
    QString m_workspaceId;
    VariableTableModel *m_variables;
    QLineEdit *m_name;
    QComboBox *m_parent;
    QComboBox *m_color;
    QCheckBox *m_confirm;
    VariableTable *m_table;
    QString m_slug;
    QString m_givenName;
};

} // namespace fuseboard
