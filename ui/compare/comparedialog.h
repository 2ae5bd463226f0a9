// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compare/comparedcall.h"
#include "models/compare/linediff.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fuseboard {

class DiffSide;
class ElidedLabel;
class Pill;
class Theme;

/// Two calls side by side, line by line, with what differs marked. Shown with open().
class CompareDialog final : public QDialog
{
    Q_OBJECT

public:
    /// One of the earlier calls stands on the left, at first the last of them; where there are several, its user
    /// chooses. The theme must outlive it.
    CompareDialog(const Theme &theme, const QList<ComparedCall> &earlier, const ComparedCall &later,
                  QWidget *parent = nullptr);

private:
    struct Side
    {
        Pill *end;
        QLabel *facts;
        ElidedLabel *target;
        DiffSide *text;
    };

    Side makeSide(const Theme &theme, bool isLeft, QVBoxLayout *column);
    QWidget *makeChoice();
    QWidget *makeFooter();
    static void fill(const Side &side, const ComparedCall &call);
    void compareWith(int earlier);
    void step(int by);
    void tellPlace();

    QList<ComparedCall> m_earlier; // oldest first
    ComparedCall m_later;
    QStringList m_laterLines;
    Side m_left{};
    Side m_right{};
    QLabel *m_found = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_next = nullptr;
    QList<qsizetype> m_differences; // the first row of each
    qsizetype m_at = -1; // in them
};

} // namespace fuseboard
