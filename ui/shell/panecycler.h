// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace fuseboard {

/// Moves the focus from one pane of the window to the next, to where it was in that pane before.
class PaneCycler final : public QObject
{
    Q_OBJECT

public:
    explicit PaneCycler(QObject *parent = nullptr);

    /// In the order of F6. The pane may vanish.
    void addPane(QWidget *pane);
    /// Panes that are hidden, or hold nothing that takes the focus, are passed over.
    void next(QWidget *focus);
    void previous(QWidget *focus);

    /// Tab goes from part to part of their window in this order, and within each as it did.
    static void orderTabs(const QList<QWidget *> &parts);

private:
    void move(QWidget *focus, int step);
    static QWidget *targetIn(QWidget *pane);

    QList<QPointer<QWidget>> m_panes;
};

} // namespace fuseboard
