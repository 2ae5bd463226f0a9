// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace fuseboard {

class Theme;

/// The line in which a variable can be added stands back behind those that are there; the cell that has the keyboard
/// has a frame.
class VariableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit VariableDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The keys for undo and redo take back other edits where nothing was written in the editor.
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace fuseboard
