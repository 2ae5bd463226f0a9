// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/panecycler.h"

#include <QWidget>

#include <utility>

namespace fuseboard {

PaneCycler::PaneCycler(QObject *parent)
    : QObject(parent)
{
}

void PaneCycler::addPane(QWidget *pane)
{
    m_panes.append(pane);
}

void PaneCycler::next(QWidget *focus)
{
    move(focus, 1);
}

void PaneCycler::previous(QWidget *focus)
{
    move(focus, -1);
}

void PaneCycler::move(QWidget *focus, int step)
{
    const qsizetype count = m_panes.size();
    qsizetype at = step > 0 ? -1 : 0;
    for (qsizetype i = 0; i < count; ++i) {
        const QWidget *pane = m_panes.at(i);
        if (pane && focus && (pane == focus || pane->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype tried = 1; tried <= count; ++tried) {
        const qsizetype index = (at + step * tried + count * 2) % count;
        QWidget *pane = m_panes.at(index);
        QWidget *target = pane && pane->isVisible() ? targetIn(pane) : nullptr;
        if (target && target != focus)
            return target->setFocus(Qt::ShortcutFocusReason);
    }
}

void PaneCycler::orderTabs(const QList<QWidget *> &parts)
{
    QWidget *window = parts.first()->window();
    QWidget *before = nullptr;
    QList<QWidget *> chain;
    for (QWidget *widget = window->nextInFocusChain(); widget != window; widget = widget->nextInFocusChain()) {
        if (widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy())
            chain.append(widget);
    }
    for (const QWidget *part : parts) {
        for (QWidget *widget : std::as_const(chain)) {
            if (!part->isAncestorOf(widget))
                continue;
            if (before)
                QWidget::setTabOrder(before, widget);
            before = widget;
        }
    }
}

QWidget *PaneCycler::targetIn(QWidget *pane)
{
    const auto takesFocus = [](const QWidget *widget) {
        return widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus;
    };
    if (QWidget *before = pane->focusWidget(); before && takesFocus(before))
        return before;
    QWidget *widget = pane;
    do {
        if (takesFocus(widget) && (widget == pane || pane->isAncestorOf(widget)))
            return widget;
        widget = widget->nextInFocusChain();
    } while (widget != pane);
    return nullptr;
}

} // namespace fuseboard
