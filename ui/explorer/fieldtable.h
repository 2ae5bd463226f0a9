// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/rowsheader.h"
#include "variables/variablescope.h"

#include <QPointer>
#include <QTableView>

#include <functional>

class QMenu;

namespace fuseboard {

class FieldDelegate;
class RowTableModel;
class SecretClipboard;
class Theme;

/// The editor of a RowTableModel. Delete removes the present line, Alt with Up or Down moves it, and so does the mouse
/// at its check mark; its menu has all that can be done with a line.
class FieldTable final : public QTableView
{
    Q_OBJECT

public:
    /// name: what its lines are, for screen readers. Theme and model must outlive it.
    FieldTable(const Theme &theme, RowTableModel &model, const QString &name, QWidget *parent = nullptr);

    /// What is offered while a cell is written.
    void setWords(const std::function<QStringList(const QModelIndex &cell)> &words);
    /// Takes the lines that are copied and have the name of a secret; it may go sooner.
    void setSecretClipboard(SecretClipboard &clipboard);
    /// Shares the room between values and descriptions, where there are some to be seen.
    void setDescriptionsShown(bool shown);
    /// Of its titles, for what is laid over them.
    void setHeadRoom(int room);
    /// Goes to a row, or to the last there is.
    void goToRow(int row);
    void setScope(const VariableScope &scope);
    [[nodiscard]] QSize sizeHint() const override;
    /// What all lines need.
    [[nodiscard]] int contentHeight() const;

Q_SIGNALS:
    /// What was copied goes from the clipboard again: a sentence for the status line.
    void noticed(const QString &text);

protected:
    bool event(QEvent *event) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
    /// Tab goes on to the next cell that can be written in: who types a list of lines does not look up for the rest.
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void shareRoom();
    void moveCurrent(int step);
    [[nodiscard]] bool beginLine(QKeyEvent *event);
    void closeWithRows(QMenu &menu);
    void addRowActions(QMenu &menu);
    void addRow(int above);
    void duplicateRow(int row);
    void toggleRow(int row);
    void copyRow(int row);
    [[nodiscard]] bool isSecretRow(int row) const;

    RowTableModel &m_rows;
    RowsHeader *m_header;
    FieldDelegate *m_delegate;
    QPointer<SecretClipboard> m_secretClipboard;
};

} // namespace fuseboard
