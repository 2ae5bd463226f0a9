// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/variabledelegate.h"

#include "common/cellfocus.h"
#include "common/theme.h"
#include "environments/stepkeys.h"

namespace fuseboard {

VariableDelegate::VariableDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void VariableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    paintCellFocus(*painter, option, m_theme);
}

QWidget *VariableDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        new StepKeys(*line); // a child
    return editor;
}

void VariableDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.row() == index.model()->rowCount() - 1)
        option->palette.setColor(QPalette::Text, m_theme.color(ColorRole::Muted));
}

} // namespace fuseboard
