// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace fuseboard {

class ElidedLabel;
class FigureLabel;
class Theme;

/// The line at the foot of the window: where one is, and what goes on in all clients together.
class StatusStrip final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit StatusStrip(const Theme &theme, QWidget *parent = nullptr);

    /// Before all that it has.
    void addFirst(QWidget *widget);
    void setWorkspace(const QString &name);
    /// What keeps the secrets, in words: "Keychain: unlocked"; the advice is for those who point at it. Who wants to do
    /// something about it clicks.
    void setSecretStore(const QString &state, const QString &advice = {});
    /// In the place of the secret store's state, for some seconds or until it is clicked. What there is no room for is
    /// in its tool tip.
    void showMessage(const QString &text);
    /// What is to be read before it goes, in front of others of its kind: it stays until it is clicked. Messages take
    /// its place for their time, and a problem stands before it.
    void showNotice(const QString &text, bool isProblem = false);
    /// It is no news any more.
    void endNotice(const QString &text);
    /// What has gone wrong: it stays until the next message, or until it is clicked.
    void showProblem(const QString &text);
    void setSnapshots(const QList<ClientSnapshot> &snapshots);

Q_SIGNALS:
    void secretStoreChosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    struct Notice
    {
        QString text;
        bool isProblem = false;
    };
    void put(const QString &text, bool isProblem);
    void endMessage();
    void hideMessage();

    const Theme &m_theme;
    QLabel *m_workspaceName;
    QToolButton *m_secrets;
    ElidedLabel *m_message;
    QTimer m_messageTime;
    QList<Notice> m_notices; // that nobody has clicked, the last one first
    QString m_problem; // that nobody has clicked, and no message has followed
    FigureLabel *m_inFlight;
    FigureLabel *m_rate;
    FigureLabel *m_refused;
};

} // namespace fuseboard
