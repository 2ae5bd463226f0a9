// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiecommand.h"

#include "cookies/cookiesdialog.h"
#include "models/figures.h"

#include <QAction>

namespace fuseboard {

CookieCommand::CookieCommand(const Theme &theme, Scheduler &scheduler, Find find, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_scheduler(scheduler)
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
    m_shown = clientId;
    m_dialog = new CookiesDialog(m_theme, m_scheduler, source, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->open();
}

void CookieCommand::follow()
{
    if (!m_dialog)
        return;
    const CookieSource present = m_find(m_shown);
    if (present.jar == m_dialog->source().jar)
        return;
    const QString client = wording::printable(m_dialog->source().client, 60);
    m_dialog->leave();
    m_dialog.clear(); // it goes later, and another one may open before
    Q_EMIT noticed(present.jar ? tr("The cookies of %1 were closed: it goes on in another environment.").arg(client)
                               : tr("The cookies of %1 were closed: the client is gone.").arg(client));
}

} // namespace fuseboard
