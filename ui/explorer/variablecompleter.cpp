// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/variablecompleter.h"

#include "config/variablesyntax.h"
#include "explorer/exacttextedit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>
#include <QTextBlock>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int completionWidth = 240;

} // namespace

VariableCompleter::VariableCompleter(QWidget &widget)
    : QObject(&widget)
    , m_widget(widget)
    , m_completer(new QCompleter(new QStringListModel(this), this))
{
    setUp(*m_completer, tr("Variables"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &VariableCompleter::insert);
}

VariableCompleter::VariableCompleter(QLineEdit &line)
    : VariableCompleter(static_cast<QWidget &>(line))
{
    m_line = &line;
    connect(&line, &QLineEdit::textEdited, this, &VariableCompleter::suggest);
}

VariableCompleter::VariableCompleter(ExactTextEdit &text)
    : VariableCompleter(static_cast<QWidget &>(text))
{
    m_text = &text;
    connect(&text, &ExactTextEdit::typed, this, &VariableCompleter::suggest);
}

void VariableCompleter::setUp(QCompleter &completer, const QString &name)
{
    completer.setWidget(&m_widget);
    completer.popup()->setProperty("kind", u"popup"_s);
    completer.popup()->setAccessibleName(name);
    completer.setCaseSensitivity(Qt::CaseInsensitive);
    completer.setCompletionMode(QCompleter::PopupCompletion);
    completer.popup()->installEventFilter(this);
}

void VariableCompleter::setWords(const QStringList &words)
{
    if (words.isEmpty() || m_words || !m_line)
        return;
    m_words = new QCompleter(new QStringListModel(words, this), this);
    setUp(*m_words, tr("Suggestions"));
    connect(m_words, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &word) {
        m_line->selectAll(); // as if it had been typed
        m_line->insert(word);
        Q_EMIT m_line->textEdited(word);
        m_words->popup()->hide();
    });
}

bool VariableCompleter::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress = event->type() == QEvent::KeyPress;
    if (!isPress && event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    auto *popup = static_cast<QAbstractItemView *>(watched);
    const QModelIndex chosen = popup->currentIndex();
    const bool isTaken = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Tab;
    // Else the key would reach what is written in as well, and send the request.
    const bool isForList = watched == m_completer->popup() && isTaken && chosen.isValid()
        && !(key->modifiers() & ~Qt::KeypadModifier);
    if (key->key() != Qt::Key_Escape && !isForList)
        return QObject::eventFilter(watched, event);
    event->accept();
    if (!isPress)
        return true;
    const QString name = chosen.data().toString();
    popup->hide();
    if (isTaken)
        insert(name);
    return true;
}

void VariableCompleter::setNames(const QStringList &names)
{
    static_cast<QStringListModel *>(m_completer->model())->setStringList(names);
}

QString VariableCompleter::before() const
{
    if (m_line)
        return m_line->text().left(m_line->cursorPosition());
    const QTextCursor cursor = m_text->textCursor();
    return cursor.block().text().left(cursor.positionInBlock());
}

QString VariableCompleter::after() const
{
    if (m_line)
        return m_line->text().sliced(m_line->cursorPosition());
    const QTextCursor cursor = m_text->textCursor();
    return cursor.block().text().sliced(cursor.positionInBlock());
}

std::optional<QString> VariableCompleter::written() const
{
    if (m_line && m_line->echoMode() != QLineEdit::Normal)
        return std::nullopt; // a list would tell of what is hidden
    const QString text = before();
    const qsizetype braces = text.lastIndexOf("{{"_L1);
    if (braces < 0)
        return std::nullopt;
    const QString name = text.sliced(braces + 2);
    return name.isEmpty() || isVariableName(name) ? std::optional(name) : std::nullopt;
}

QRect VariableCompleter::place() const
{
    if (m_line)
        return {m_line->inputMethodQuery(Qt::ImCursorRectangle).toRect().left(), 0, completionWidth, m_line->height()};
    const QRect cursor = m_text->cursorRect().translated(m_text->viewport()->pos());
    return {cursor.left(), cursor.top(), completionWidth, cursor.height()};
}

/// Who types the whole of "{{name}}" by habit types the braces although they are there. In a text such a brace
/// may close an object.
bool VariableCompleter::typesOver()
{
    const QString text = before();
    const bool isOver = m_line && m_ownBraces > 0 && text.size() == m_closedAt + 1 && text.endsWith("}}}"_L1);
    const int left = isOver ? m_ownBraces - 1 : 0;
    m_ownBraces = 0; // what is deleted counts as an edit of its own
    if (isOver)
        m_line->backspace();
    m_ownBraces = left;
    return isOver;
}

void VariableCompleter::suggest()
{
    if (typesOver())
        return;
    const auto name = written();
    if (!name) {
        m_completer->popup()->hide();
        return suggestWord();
    }
    if (m_words)
        m_words->popup()->hide();
    m_completer->setCompletionPrefix(*name);
    showList(*m_completer, place());
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

/// Qt counts its rows, and not the frame that the style draws around them: the last one would be cut.
void VariableCompleter::showList(QCompleter &completer, const QRect &place)
{
    completer.complete(place);
    QAbstractItemView *popup = completer.popup();
    const int rows = std::min(completer.completionCount(), completer.maxVisibleItems());
    const int lacking = rows * popup->sizeHintForRow(0) - popup->viewport()->height();
    if (lacking <= 0 || !popup->isVisible())
        return;
    QRect whole = popup->geometry();
    if (whole.top() < m_widget.mapToGlobal(place.topLeft()).y())
        whole.setTop(whole.top() - lacking); // it stands above
    else
        whole.setHeight(whole.height() + lacking);
    popup->setGeometry(whole);
}

void VariableCompleter::suggestWord()
{
    if (!m_words)
        return;
    const QString text = m_line->text();
    m_words->setCompletionPrefix(text);
    const bool isWritten = m_words->completionCount() == 1 && m_words->currentCompletion() == text;
    if (text.isEmpty() || m_line->cursorPosition() < text.size() || m_words->completionCount() == 0 || isWritten)
        m_words->popup()->hide();
    else
        showList(*m_words, QRect(0, 0, std::max(completionWidth, m_line->width()), m_line->height()));
}

void VariableCompleter::insert(const QString &name)
{
    const auto begun = written();
    if (!begun)
        return;
    const bool isClosed = after().startsWith("}}"_L1);
    replaceWritten(*begun, name + (isClosed ? QString() : u"}}"_s), isClosed ? 2 : 0);
    if (m_line)
        Q_EMIT m_line->textEdited(m_line->text());
    m_ownBraces = 2;
    m_closedAt = before().size();
}

/// As if it had been typed, so that it can be undone and counts as an edit.
void VariableCompleter::replaceWritten(const QString &written, const QString &reference, int over)
{
    const int length = int(written.size());
    if (m_line) {
        m_line->setSelection(m_line->cursorPosition() - length, length);
        m_line->insert(reference);
        m_line->setCursorPosition(m_line->cursorPosition() + over);
        return;
    }
    QTextCursor cursor = m_text->textCursor();
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, length);
    cursor.insertText(reference);
    cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::MoveAnchor, over);
    m_text->setTextCursor(cursor);
}

} // namespace fuseboard
