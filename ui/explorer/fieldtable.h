// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QTableView>

#include <functional>

namespace fuseboard {

class FieldDelegate;
class Theme;

/// The editor of a FieldTableModel or a RowTableModel. Delete removes the present line.
class FieldTable final : public QTableView
{
    Q_OBJECT

public:
    /// name: what its lines are, for screen readers. Theme and model must outlive it.
    FieldTable(const Theme &theme, QAbstractItemModel &model, const QString &name, QWidget *parent = nullptr);

    /// What is offered while a cell is written.
    void setWords(const std::function<QStringList(const QModelIndex &cell)> &words);
    void setScope(const VariableScope &scope);
    [[nodiscard]] QSize sizeHint() const override;
    /// What all lines need.
    [[nodiscard]] int contentHeight() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    FieldDelegate *m_delegate;
};

} // namespace fuseboard
