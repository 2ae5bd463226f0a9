// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;

namespace fuseboard {

class EmptyState;
class Theme;

/// What settings come to: a title, a sentence with the figures, and a picture below.
class ConsequenceCard final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it; the drawing becomes a part of it.
    ConsequenceCard(const Theme &theme, const QString &title, QWidget *drawing, QWidget *parent = nullptr);

    /// The picture tells the same to screen readers.
    void setSentence(const QString &sentence);
    /// For settings that are wrong: says so, in the room of sentence and picture, until there is a sentence again.
    void tellNothing();
    [[nodiscard]] QString sentence() const; ///< empty where nothing is told

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QWidget *m_told;
    QLabel *m_sentence;
    QWidget *m_drawing;
    EmptyState *m_nothing;
};

} // namespace fuseboard
