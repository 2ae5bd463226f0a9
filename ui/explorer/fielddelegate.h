// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QStyledItemDelegate>

#include <functional>

namespace fuseboard {

class Theme;

/// Draws the lines of a RowTableModel: a tick, and names and values with their {{variables}}
/// coloured, and underlined where they have no value. Its editors do so too, and offer names after "{{"; tool tips tell
/// what a cell's variables stand for.
class FieldDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit FieldDelegate(const Theme &theme, QObject *parent = nullptr);

    void setScope(const VariableScope &scope) { m_scope = scope; }
    void setWords(const std::function<QStringList(const QModelIndex &)> &words) { m_words = words; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    /// What an editor has nothing to undo for is left to the view.
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    QWidget *createChoice(QWidget *parent, const QModelIndex &index) const;
    void paintText(QPainter &painter, const QRect &rect, const QString &text, bool enabled) const;
    void paintReplaced(QPainter &painter, const QRect &rect, const QString &text) const;
    void paintDescription(QPainter &painter, const QRect &rect, const QString &text) const;

    const Theme &m_theme;
    VariableScope m_scope;
    std::function<QStringList(const QModelIndex &)> m_words; ///< null: none
};

} // namespace fuseboard
