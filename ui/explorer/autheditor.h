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
class QScrollArea;

namespace fuseboard {

class ApiClient;
class LineVariables;
class NamedSecretsEditor;
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
    /// Why what is written here can be neither sent nor saved, as a whole sentence; empty where it can.
    [[nodiscard]] QString problem() const;
    /// Whether one of its lines has the focus.
    [[nodiscard]] bool isWrittenIn() const;
    /// Of all its rows at its present width.
    [[nodiscard]] int contentHeight() const;

Q_SIGNALS:
    void edited();
    /// It became wider or narrower.
    void contentResized();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    template<class Value>
    struct Line
    {
        QLineEdit *line;
        Value AuthConfig::*field;
    };
    struct Row
    {
        QString path; ///< as in authFieldsOf()
        QWidget *editor;
    };

    void addTypes();
    void addOAuthRows(const Theme &theme);
    void addTokenRows(const Theme &theme);
    void addRow(const QString &field, const QString &label, QWidget *editor);
    QLineEdit *addLine(const QString &field, const QString &label, const QString &hint = {});
    /// One in which variables count.
    QLineEdit *addLine(const Theme &theme, const QString &field, const QString &label, const QString &hint = {});
    QComboBox *addChoice(const QString &field, const QString &label);
    void take();
    [[nodiscard]] AuthConfig written(AuthType type) const;
    void show();
    /// And the rows that it is about.
    void showNote();
    void judge();
    [[nodiscard]] bool isShown(const QWidget *editor) const;
    [[nodiscard]] bool isSecretTyped() const;
    [[nodiscard]] bool holdsPlainSecret() const;
    [[nodiscard]] QString note() const;

    static constexpr int inheritedChoice = -1; ///< of the types

    Boxed<AuthConfig> m_auth;
    QString m_inherited;
    QComboBox *m_type;
    QLabel *m_note;
    QScrollArea *m_scroll = nullptr; // around the form
    QFormLayout *m_form;
    QList<Row> m_rows;
    QList<Line<QString>> m_texts;
    QList<Line<ConfigUrl>> m_urls;
    QList<Line<Secret>> m_secrets;
    QComboBox *m_grant = nullptr;
    QComboBox *m_clientAuth = nullptr;
    QLineEdit *m_scopes = nullptr;
    QComboBox *m_location = nullptr;
    QLineEdit *m_key = nullptr;
    NamedSecretsEditor *m_headers = nullptr;
    NamedSecretsEditor *m_params = nullptr;
    QList<LineVariables *> m_variables; // of the lines in which they count
};

} // namespace fuseboard
