// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/exacttextedit.h"

#include <QInputMethodEvent>
#include <QKeyEvent>

namespace fuseboard {

using namespace Qt::StringLiterals;

void ExactTextEdit::setExactText(const QString &text)
{
    if (exactText() != text)
        beginExactText(text);
}

void ExactTextEdit::beginExactText(const QString &text)
{
    m_given = text;
    const qsizetype pairs = text.count("\r\n"_L1);
    m_hasWindowsLines = pairs > 0 && pairs == text.count(u'\n') && pairs == text.count(u'\r');
    setPlainText(text);
}

QString ExactTextEdit::exactText() const
{
    if (!document()->isModified())
        return m_given;
    const QString lineEnd = m_hasWindowsLines ? u"\r\n"_s : u"\n"_s;
    return document()->toRawText().replace(QChar::ParagraphSeparator, lineEnd);
}

void ExactTextEdit::keyPressEvent(QKeyEvent *event)
{
    const int revision = document()->revision();
    if (!event->matches(QKeySequence::InsertLineSeparator)) {
        QPlainTextEdit::keyPressEvent(event);
        if (!event->matches(QKeySequence::Paste))
            tellTyped(revision);
        return;
    }
    QKeyEvent plain(event->type(), Qt::Key_Return, Qt::NoModifier, u"\r"_s, event->isAutoRepeat());
    QPlainTextEdit::keyPressEvent(&plain);
    event->setAccepted(plain.isAccepted());
    tellTyped(revision);
}

void ExactTextEdit::inputMethodEvent(QInputMethodEvent *event)
{
    const int revision = document()->revision();
    QPlainTextEdit::inputMethodEvent(event);
    tellTyped(revision);
}

void ExactTextEdit::tellTyped(int revision)
{
    if (document()->revision() != revision)
        Q_EMIT typed();
}

} // namespace fuseboard
