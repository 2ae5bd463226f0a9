// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/compare/linediff.h"

#include <QHash>
#include <QPlainTextEdit>

namespace fuseboard {

class Theme;

/// One of two texts that are compared: a row for each row of the comparison, empty where the other side has a line
/// more. What differs is coloured, and has a sign in the margin besides, beside the line's number.
class DiffSide final : public QPlainTextEdit
{
    Q_OBJECT

public:
    enum class Which { Left, Right };

    /// The theme must outlive it.
    DiffSide(const Theme &theme, Which which, QWidget *parent = nullptr);

    void setRows(const QList<DiffRow> &rows, const QStringList &left, const QStringList &right);
    /// Brings a row into view, with some of what stands around it.
    void showRow(qsizetype row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] qsizetype lineOf(const DiffRow &row) const;
    [[nodiscard]] QString signOf(const DiffRow &row) const;
    [[nodiscard]] int marginWidth() const;
    void layOutMargin();
    void paintMargin();
    void markVisible();
    [[nodiscard]] ChangedSpan spanOf(qsizetype row);
    [[nodiscard]] QList<QTextEdit::ExtraSelection> marksOf(const QTextBlock &block, qsizetype at);

    const Theme &m_theme;
    Which m_which;
    QWidget *m_margin;
    QList<DiffRow> m_rows;
    QStringList m_left;
    QStringList m_right;
    QHash<qsizetype, ChangedSpan> m_spans; // by row, of those that were seen: long lines take their time
};

} // namespace fuseboard
