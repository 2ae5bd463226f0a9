// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyentry.h"

#include <QDialog>

class QPlainTextEdit;
class QVBoxLayout;

namespace fuseboard {

class Theme;

/// Two calls side by side: their ends, their heads and bodies, with a mark before each line that the other one lacks.
/// Shown with open().
class CompareDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    CompareDialog(const Theme &theme, const HistoryEntry &left, const HistoryEntry &right, QWidget *parent = nullptr);

private:
    QVBoxLayout *makeSide(const Theme &theme, const HistoryEntry &entry, const QString &text);
};

/// What the dialog shows of a call, line by line.
QStringList comparedLines(const HistoryEntry &entry);
/// The lines with "≠ " before those that the other one has not, and two spaces before all others.
QString markedAgainst(const QStringList &lines, const QStringList &other);

} // namespace fuseboard
