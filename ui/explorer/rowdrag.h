// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPoint>

class QFrame;
class QMouseEvent;
class QTableView;

namespace fuseboard {

class RowTableModel;

/// Moves a row by the mouse, which takes it at its check mark. A line shows where it goes; Escape leaves it where it
/// is.
class RowDrag final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it; the view shows the model.
    RowDrag(QTableView &view, const RowTableModel &model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool mouse(const QMouseEvent &event);
    void take(QPoint at);
    [[nodiscard]] bool drag(QPoint at);
    [[nodiscard]] bool drop();
    void end();
    [[nodiscard]] int placeAt(int y) const;
    void showPlace();

    QTableView &m_view;
    const QObject *m_viewport; // that of the view, which still hears of its end when the view is one no more
    const RowTableModel &m_model;
    QFrame *m_line;
    QPoint m_pressed;
    int m_row = -1; // the one that is taken; -1: none
    int m_place = -1; // the row before which it would stand; -1: it is not dragged yet
};

} // namespace fuseboard
