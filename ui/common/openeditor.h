// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemDelegate>
#include <QAbstractItemView>

namespace fuseboard {

/// The cell of a table or tree below a widget that is being written in: the editor, and its view.
struct OpenEditor
{
    QWidget *editor = nullptr; ///< null where there is none
    QAbstractItemView *view = nullptr;
};

/// There is at most one: an editor closes when the keyboard goes elsewhere in its window.
inline OpenEditor openEditorIn(const QWidget &within)
{
    // The window's and not the application's, which has none while another program is in front.
    for (QWidget *widget = within.window()->focusWidget(); widget && within.isAncestorOf(widget);
         widget = widget->parentWidget()) {
        QWidget *area = widget->parentWidget();
        auto *view = area ? qobject_cast<QAbstractItemView *>(area->parentWidget()) : nullptr;
        if (view && view->viewport() == area)
            return {widget, view};
    }
    return {};
}

/// Gives the model what stands in the open editor, which stays open. To be called before what such cells hold is read
/// by a command: shortcuts, menus, tabs and tool buttons leave the keyboard where it is.
inline void commitOpenEditor(const QWidget &within)
{
    const auto [editor, view] = openEditorIn(within);
    if (editor)
        Q_EMIT view->itemDelegateForIndex(view->indexAt(editor->geometry().center()))->commitData(editor);
}

} // namespace fuseboard
