// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretkey.h"
#include "auth/secretstore.h"
#include "base/scheduler.h"
#include "config/secret.h"
#include "secrets/secretmeans.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

class ShownSecret;

/// Edits one secret field of a client or an environment: where the secret lives, and its text, which goes to the
/// SecretStore and nowhere else.
///
/// Whoever saves: commit() puts what was typed into the store; when that is done, secret() goes into the file; when the
/// file is written, dropOld() removes what it no longer refers to. So neither a file nor a store that cannot be written
/// leaves a reference to nothing.
///
/// What is typed is hidden from the screen, from undo and from assistive technology. Show reveals a secret to all three
/// for half a minute, or until the field is hidden.
class SecretField final : public QWidget
{
    Q_OBJECT

public:
    static constexpr Duration shownFor = std::chrono::seconds(30);

    explicit SecretField(const SecretMeans &means, QWidget *parent = nullptr);
    ~SecretField() override;

    /// What the secret is, for those who cannot see the label beside it: "Client secret".
    void setName(const QString &name);
    /// Where it lives in the store.
    void setKey(const SecretKey &key);
    /// As the file has it. Forgets what was typed. Plain text of a file counts as typed: it moves to the store with the
    /// next commit().
    void setSecret(const Secret &secret);
    /// As the file is to have it: a reference, or none; never the text.
    [[nodiscard]] Secret secret() const;
    /// Another one than was set, or something to commit.
    [[nodiscard]] bool isModified() const;
    /// Typed, and not in the store yet.
    [[nodiscard]] bool hasInput() const;
    /// That; to be given back by setSecret(), as plain text.
    [[nodiscard]] QString input() const;
    /// Somebody wants a stored one to go.
    [[nodiscard]] bool isRemoved() const { return m_action == Action::Remove; }
    /// Only the text can be changed, not whether it lives in the environment.
    void setSourceFixed(bool fixed);
    /// Otherwise what is stored can be seen, copied and removed, and no other one is taken.
    void setReplaceable(bool replaceable);

    /// Puts what was typed into the store. Calls back once, also where there is nothing to do; silent after
    /// destruction. On failure the input stays.
    void commit(SecretStore::DoneCallback done);
    /// Removes a stored secret that secret() no longer refers to.
    void dropOld();
    /// Hides what is shown.
    void conceal();

Q_SIGNALS:
    /// secret(), hasInput() or isModified() may be another one.
    void changed();
    /// commit() or dropOld() has changed what the store keeps, under the key of then.
    void storeChanged(const fuseboard::SecretKey &key);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    enum class Presence { Unknown, Stored, Missing, Unreachable };
    enum class Action { None, Replace, Remove };

    void build();
    [[nodiscard]] QPushButton *makeButton(const QString &text, const QString &name);
    void connectAll();
    void look();
    void toggleShown();
    void copy(const QString &text);
    void readThen(const std::function<void(const QString &)> &use);
    void askAnew();
    void reveal(const QString &text);
    void setAction(Action action);
    void refresh();
    void updateButtons();
    void fail(const Error &error);
    [[nodiscard]] bool isInEnvironment() const;
    [[nodiscard]] QString placeholder() const;
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QString environmentHint() const;

    const SecretMeans m_means;
    SecretKey m_key;
    Secret m_original;
    Presence m_presence = Presence::Unknown;
    Action m_action = Action::None;
    QString m_message; ///< what has just happened; empty = the state
    bool m_failed = false;
    bool m_shown = false;
    bool m_isReplaceable = true;
    quint64 m_look = 0; ///< answers to earlier ones come too late
    quint64 m_reading = 0;
    TimerHandle m_end;
    QComboBox *m_source = nullptr;
    QLineEdit *m_edit = nullptr;
    ShownSecret *m_guard = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_show = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_replace = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_keep = nullptr;
};

} // namespace fuseboard
