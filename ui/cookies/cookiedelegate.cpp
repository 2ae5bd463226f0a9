// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiedelegate.h"

#include "common/cellfocus.h"

#include <QLineEdit>
#include <QPersistentModelIndex>

namespace fuseboard {

CookieDelegate::CookieDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void CookieDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    paintCellFocus(*painter, option, m_theme);
}

void CookieDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || !line->isModified())
        QStyledItemDelegate::setEditorData(editor, index);
}

void CookieDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line)
        return QStyledItemDelegate::setModelData(editor, model, index);
    const QPersistentModelIndex cell(index);
    if (!model->setData(index, line->text(), Qt::EditRole))
        return;
    line->setModified(false);
    if (cell.isValid()) // an edit may take its own row away
        setEditorData(editor, cell);
}

} // namespace fuseboard
