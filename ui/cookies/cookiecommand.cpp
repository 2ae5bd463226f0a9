// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiecommand.h"

#include "cookies/cookiesdialog.h"

#include <QAction>

namespace fuseboard {

CookieCommand::CookieCommand(const Theme &theme, Find find, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_find(std::move(find))
    , m_window(window)
    , m_action(new QAction(tr("Coo&kies…"), this))
{
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_K);
    connect(m_action, &QAction::triggered, this, [this] { open(m_current); });
    setCurrent({});
}

CookiesDialog *CookieCommand::dialog() const
{
    return m_dialog;
}

void CookieCommand::setCurrent(const QString &clientId)
{
    m_current = clientId;
    m_action->setEnabled(!clientId.isEmpty());
}

void CookieCommand::open(const QString &clientId)
{
    const CookieSource source = m_find(clientId);
    if (!source.jar || m_dialog)
        return;
    m_dialog = new CookiesDialog(m_theme, source, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->open();
}

} // namespace fuseboard
