// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookietable.h"

#include "common/openeditor.h"

namespace fuseboard {

void CookieTable::giveUpEditor()
{
    if (QWidget *editor = openEditorIn(*this).editor)
        closeEditor(editor, QAbstractItemDelegate::RevertModelCache);
}

/// Qt lets go of the editors of these rows, and would take itself for editing ever after.
void CookieTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    const bool hadEditor = openEditorIn(*this).editor;
    QTableView::rowsAboutToBeRemoved(parent, start, end);
    if (!hadEditor || openEditorIn(*this).editor)
        return;
    setState(NoState);
    setFocus();
}

/// The delegate closes an editor after it has given its text to the model, which may have cost the row.
void CookieTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    if (!editor->isHidden())
        QTableView::closeEditor(editor, hint);
}

} // namespace fuseboard
