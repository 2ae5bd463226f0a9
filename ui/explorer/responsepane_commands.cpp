// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with an answer, as commands: in a menu, and by keys that work wherever in the page the focus is.

#include "common/tabstrip.h"
#include "explorer/bodyview.h"
#include "explorer/callsession.h"
#include "explorer/responsehead.h"
#include "explorer/responsepane.h"
#include "viewer/documentpane.h"
#include "viewer/documentview.h"

#include <QAction>
#include <QMenu>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Another command's text and keys in a menu. Its keys are those of a view that has the focus, and would be taken from
/// other widgets by a menu that holds the command itself.
QAction *standInFor(QAction *command, QMenu *menu)
{
    const QString keys = command->shortcut().toString(QKeySequence::NativeText);
    QAction *action = menu->addAction(command->text() + u'\t' + keys, command, &QAction::trigger);
    const auto follow = [action, command] { action->setEnabled(command->isEnabled()); };
    QObject::connect(command, &QAction::changed, action, follow);
    follow();
    return action;
}

} // namespace

QAction *ResponsePane::addCommand(const QString &text, const QList<QKeySequence> &keys, void (ResponsePane::*run)())
{
    QAction *command = m_menu->addAction(text);
    command->setShortcuts(keys);
    connect(command, &QAction::triggered, this, run);
    addAction(command); // so that its keys work while no menu shows it
    return command;
}

void ResponsePane::addCommands()
{
    m_menu = new QMenu(tr("&Answer"), this);
    m_sendNow = addCommand(tr("Send &now"), {Qt::CTRL | Qt::ALT | Qt::Key_Return, Qt::CTRL | Qt::ALT | Qt::Key_Enter},
                           &ResponsePane::sendNowRequested);
    m_save = addCommand(tr("Sa&ve the body…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S}, &ResponsePane::saveBody);
    m_menu->addSeparator();
    DocumentPane *document = m_body->documentPane();
    document->leaveFindKey();
    m_search = addCommand(tr("&Search in the body"), {QKeySequence::Find}, &ResponsePane::searchBody);
    m_menu->addActions(document->steps());
    m_filter = addCommand(tr("&Filter the body"), {Qt::CTRL | Qt::ALT | Qt::Key_F}, &ResponsePane::filterBody);
    m_menu->addSeparator();
    const QStringList styles = BodyView::styles();
    for (int i = 0; i < styles.size(); ++i) {
        //: %1 is Pretty, Raw, Hex or Preview: the ways to show the body of an answer
        m_styles << addCommand(tr("Show the body: %1").arg(styles.at(i)),
                               {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(Qt::Key_1 + i))}, &ResponsePane::showBody);
        connect(m_styles.last(), &QAction::triggered, m_body, [this, i] { m_body->setStyle(i); });
    }
    m_menu->addSeparator();
    for (QAction *command : document->view()->commands())
        standInFor(command, m_menu);
    updateCommands();
}

void ResponsePane::updateCommands()
{
    m_sendNow->setEnabled(m_session && m_head->canSendNow());
    m_save->setEnabled(m_session && m_head->canSave());
    m_search->setEnabled(m_session && m_body->hasBody());
    m_filter->setEnabled(m_session && m_body->canFilter());
    for (QAction *style : std::as_const(m_styles))
        style->setEnabled(m_search->isEnabled());
}

/// Where another part of the answer stands in its place.
void ResponsePane::showBody()
{
    if (m_body->isHidden())
        m_tabs->setCurrentIndex(0);
}

void ResponsePane::saveBody()
{
    m_body->save(m_fileName);
}

void ResponsePane::searchBody()
{
    showBody();
    m_body->openSearch();
}

void ResponsePane::filterBody()
{
    showBody();
    m_body->openFilter();
}

} // namespace fuseboard
