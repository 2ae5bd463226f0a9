// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

namespace fuseboard {

/// A table whose rows may go while one of their cells is being written in, by what is written or by others: the editor
/// goes too, and the next cell can be edited.
class CookieTable final : public QTableView
{
    Q_OBJECT

public:
    using QTableView::QTableView;

    /// What is being written is lost.
    void giveUpEditor();

protected:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
};

} // namespace fuseboard
