// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace fuseboard {

class DiffSide;
struct DiffRow;

/// A line below two texts that are compared: how many differences there are, and the way from one to the next (F7,
/// Shift+F7). Both sides scroll as one.
class DiffSteps final : public QWidget
{
    Q_OBJECT

public:
    /// Both sides must outlive it. It stands in the window whose keys they are.
    DiffSteps(DiffSide &left, DiffSide &right, QWidget *parent);

    void compare(const QStringList &left, const QStringList &right);
    /// What diffLines() has found elsewhere. ifNone: a sentence where no line differs.
    void showRows(const QList<DiffRow> &rows, const QStringList &left, const QStringList &right, const QString &ifNone);
    /// Until then.
    void showComparing();
    /// Where one of them is not there: what is there stands without marks, and there is nowhere to go.
    void showOnly(DiffSide &side, const QStringList &lines);

    /// Takes the keyboard to the next difference.
    void focusNext();

private:
    void step(int by);
    [[nodiscard]] QString foundText() const;
    void tellPlace();

    DiffSide &m_left;
    DiffSide &m_right;
    QLabel *m_found;
    QString m_ifNone;
    QPushButton *m_previous;
    QPushButton *m_next;
    QList<qsizetype> m_differences; // the first row of each
    qsizetype m_marked = 0; // rows of all of them
    qsizetype m_at = -1; // in them
};

} // namespace fuseboard
