// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookiesource.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QWidget;

namespace fuseboard {

class CookiesDialog;
class Scheduler;
class Theme;

/// The way to the cookies of a client, as an action for menus and a key.
class CookieCommand final : public QObject
{
    Q_OBJECT

public:
    using Find = std::function<CookieSource(const QString &clientId)>;

    /// All must outlive it. find is asked when the dialog opens, and by follow().
    CookieCommand(const Theme &theme, Scheduler &scheduler, Find find, QWidget *window);

    [[nodiscard]] QAction *action() const { return m_action; }
    /// Which client the action is about; empty for none.
    void setCurrent(const QString &clientId);
    /// Opens the dialog over the window; nothing for an unknown client, or while it is open.
    void open(const QString &clientId);
    /// To be called when clients or the environment have changed: a dialog whose jar is not its client's any more is
    /// closed.
    void follow();
    /// Null while none is open.
    [[nodiscard]] CookiesDialog *dialog() const;

Q_SIGNALS:
    /// Why a dialog was closed.
    void noticed(const QString &sentence);

private:
    const Theme &m_theme;
    Scheduler &m_scheduler;
    const Find m_find;
    QWidget *m_window;
    QAction *m_action;
    QString m_current;
    QString m_shown; // client of the dialog
    QPointer<CookiesDialog> m_dialog;
};

} // namespace fuseboard
