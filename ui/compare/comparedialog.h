// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compare/comparedcall.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace fuseboard {

class DiffSide;
class DiffSteps;
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

    QList<ComparedCall> m_earlier; // oldest first
    ComparedCall m_later;
    QStringList m_laterLines;
    Side m_left{};
    Side m_right{};
    DiffSteps *m_steps = nullptr;
};

} // namespace fuseboard
