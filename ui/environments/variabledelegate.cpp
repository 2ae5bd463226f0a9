// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/variabledelegate.h"

#include "common/theme.h"

namespace fuseboard {

VariableDelegate::VariableDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void VariableDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.row() == index.model()->rowCount() - 1)
        option->palette.setColor(QPalette::Text, m_theme.color(ColorRole::Muted));
}

} // namespace fuseboard
