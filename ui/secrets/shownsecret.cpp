// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/shownsecret.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>

namespace fuseboard {

ShownSecret::ShownSecret(QLineEdit &line)
    : QObject(&line)
    , m_line(line)
{
    line.installEventFilter(this);
}

bool ShownSecret::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_isShown || watched != &m_line)
        return false;
    switch (event->type()) {
    case QEvent::KeyPress:
        return pressKey(*static_cast<QKeyEvent *>(event));
    case QEvent::ContextMenu:
        showMenu(*static_cast<QContextMenuEvent *>(event));
        return true;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
        return useMouse(*static_cast<QMouseEvent *>(event));
    default:
        return false;
    }
}

bool ShownSecret::pressKey(const QKeyEvent &event)
{
    const bool cuts = event.matches(QKeySequence::Cut);
    if (cuts || event.matches(QKeySequence::Copy)) {
        copy();
        if (cuts && m_line.hasSelectedText() && !m_line.isReadOnly())
            m_line.del();
        return true;
    }
    // These copy what they delete.
    return event.matches(QKeySequence::DeleteEndOfLine) || event.matches(QKeySequence::DeleteCompleteLine);
}

/// It places the cursor, and no more.
bool ShownSecret::useMouse(const QMouseEvent &event)
{
    if (event.type() == QEvent::MouseButtonPress && event.button() == Qt::LeftButton)
        m_line.setCursorPosition(m_line.cursorPositionAt(event.position().toPoint()));
    return true;
}

void ShownSecret::showMenu(const QContextMenuEvent &event)
{
    auto *menu = new QMenu(&m_line);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this, [this] {
        if (m_isShown) // it may have been hidden while the menu was open
            copy();
    });
    menu->popup(event.globalPos());
}

/// What is selected by the keyboard, else all of it.
void ShownSecret::copy()
{
    Q_EMIT copyAsked(m_line.hasSelectedText() ? m_line.selectedText() : m_line.text());
}

} // namespace fuseboard
