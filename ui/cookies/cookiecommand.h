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
class Theme;

/// The way to the cookies of a client, as an action for menus and a key.
class CookieCommand final : public QObject
{
    Q_OBJECT

public:
    using Find = std::function<CookieSource(const QString &clientId)>;

    /// Theme and window must outlive it. find is asked when the dialog opens.
    CookieCommand(const Theme &theme, Find find, QWidget *window);

    [[nodiscard]] QAction *action() const { return m_action; }
    /// Which client the action is about; empty for none.
    void setCurrent(const QString &clientId);
    /// Opens the dialog over the window; nothing for an unknown client, or while it is open.
    void open(const QString &clientId);
    /// Null while none is open.
    [[nodiscard]] CookiesDialog *dialog() const;

private:
    const Theme &m_theme;
    const Find m_find;
    QWidget *m_window;
    QAction *m_action;
    QString m_current;
    QPointer<CookiesDialog> m_dialog;
};

} // namespace fuseboard
