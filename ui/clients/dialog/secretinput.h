// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "clients/dialog/fieldeditor.h"
#include "config/json/jsonvalue.h"
#include "variables/variablescope.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace fuseboard {

class KeptSecrets;
class LineVariables;
class ShownSecret;
class Theme;

/// Where a secret comes from: nowhere, the keychain, an environment variable, or
/// {{variables}} of the workspace's environments. What is typed for the keychain is
/// hidden, and told as it is typed; the secret that is in the keychain already is shown on demand, for half a minute.
class SecretInput final : public QWidget
{
    Q_OBJECT

public:
    static constexpr Duration shownFor = std::chrono::seconds(30);

    /// name: of the secret, for screen readers. The theme must outlive it.
    SecretInput(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// reference: as the file has it, null for none. typed: what waits for the keychain.
    void setSecret(const JsonValue &reference, const QString &typed);
    /// What the keychain has of it, under the path of its field; null where that is not known.
    void setKept(KeptSecrets *kept, const QString &field);
    /// For what is written as {{variables}}.
    void setScope(const VariableScope &scope);
    /// Without one the secret is kept in memory, and is called so.
    void setHasKeychain(bool hasKeychain);
    /// As the file will have it; null where it is not set.
    [[nodiscard]] JsonValue reference() const;
    /// What the keychain shall hold; empty to leave what it holds.
    [[nodiscard]] QString typed() const;
    /// What is the matter with what the keychain should have, or what was done with it.
    [[nodiscard]] SecretNote note() const;

    [[nodiscard]] QComboBox *source() const { return m_source; }
    [[nodiscard]] QLineEdit *line() const { return m_line; }
    /// Shows and copies what is kept; not there for others.
    [[nodiscard]] QToolButton *more() const { return m_more; }

Q_SIGNALS:
    /// By the user.
    void edited();
    /// note() may be another one.
    void noted();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    enum Source { NotSet, Keychain, Environment, Variables };

    void makeMore(const Theme &theme, const QString &name);
    void showSource();
    void showMore();
    [[nodiscard]] QString placeholder() const;
    [[nodiscard]] bool isReferred() const;
    [[nodiscard]] bool isKept() const;
    [[nodiscard]] bool isToBeTypedAgain() const;
    void readThen(const std::function<void(const QString &)> &use);
    void reveal(const QString &secret);
    void conceal();
    void dropAnswers() { ++m_reading; }
    void copy(const QString &secret);
    void say(const QString &message, bool isTrouble);

    QString m_name;
    QComboBox *m_source;
    QLineEdit *m_line;
    QToolButton *m_more;
    QAction *m_show = nullptr;
    LineVariables *m_variables;
    ShownSecret *m_guard;
    VariableScope m_scope;
    QPointer<KeptSecrets> m_kept;
    QString m_field;
    SecretNote m_said; // what was done; empty = how things stand
    bool m_isStored = false;
    bool m_isShown = false;
    quint64 m_reading = 0; // answers to earlier ones come too late
    TimerHandle m_end;
};

} // namespace fuseboard
