// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/variabletablemodel.h"

#include <QAbstractItemDelegate>
#include <QWidget>

class QKeyEvent;
class QPushButton;
class QTableView;

namespace fuseboard {

class Theme;

/// The variables of an environment, and below them what can be done with the one in front. Delete removes it.
class VariableTable final : public QWidget
{
    Q_OBJECT

public:
    /// Theme and model must outlive it.
    VariableTable(const Theme &theme, VariableTableModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *view() const { return m_view; }
    /// Others for the same environment: the keyboard stays in the cell where it was.
    void replaceRows(const QList<VariableTableModel::Row> &rows);

Q_SIGNALS:
    /// The secret of that line is wanted: it has to be read first.
    void secretWanted(int row);
    /// Of that name, by a key or the button, after the model has told the edit.
    void removed(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildView(const Theme &theme);
    void updateButtons();
    static bool isTyped(const QKeyEvent &key);
    void goOn(const QWidget *editor, QAbstractItemDelegate::EndEditHint hint);
    /// Opens the editor of a cell, if it has one.
    bool write(int row, int column);
    void toggleSecret();
    void removeCurrent();
    [[nodiscard]] int currentRow() const;

    VariableTableModel &m_model;
    QTableView *m_view;
    QPushButton *m_show;
    QPushButton *m_remove;
};

} // namespace fuseboard
