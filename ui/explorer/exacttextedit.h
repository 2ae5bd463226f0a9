// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace fuseboard {

/// An editor that changes of a text only what its user does. A document knows one kind of line break, and gives spaces
/// that do not break as common ones; a body or a note may hold others, and must not lose them by being looked at.
class ExactTextEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    using QPlainTextEdit::QPlainTextEdit;

    /// Where it has the text already, cursor and undo stay.
    void setExactText(const QString &text);
    /// The same from the begin, with nothing to be undone.
    void beginExactText(const QString &text);
    /// What it was given, sign for sign, while nobody has edited it. After that lines end as they did when all of them
    /// ended alike, else with a line feed.
    [[nodiscard]] QString exactText() const;

Q_SIGNALS:
    /// By keys, or by what composes signs from them: as QLineEdit::textEdited, but for what is pasted or dropped.
    void typed();

protected:
    /// Shift and Return begin a line as Return does: what Qt would put there instead (U+2028) is no line break to a
    /// server.
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;

private:
    void tellTyped(int revision);

    QString m_given;
    bool m_hasWindowsLines = false;
};

} // namespace fuseboard
