// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/variablecompleter.h"

#include "config/variablesyntax.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int completionWidth = 240;

} // namespace

VariableCompleter::VariableCompleter(QLineEdit &line, const QStringList &names)
    : QObject(&line)
    , m_line(line)
    , m_completer(new QCompleter(new QStringListModel(names, this), this))
{
    setUp(*m_completer, tr("Variables"));
    connect(&line, &QLineEdit::textEdited, this, &VariableCompleter::suggest);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &VariableCompleter::insert);
}

void VariableCompleter::setUp(QCompleter &completer, const QString &name)
{
    completer.setWidget(&m_line);
    completer.popup()->setProperty("kind", u"popup"_s);
    completer.popup()->setAccessibleName(name);
    completer.setCaseSensitivity(Qt::CaseInsensitive);
    completer.setCompletionMode(QCompleter::PopupCompletion);
    completer.popup()->installEventFilter(this);
}

void VariableCompleter::setWords(const QStringList &words)
{
    if (words.isEmpty() || m_words)
        return;
    m_words = new QCompleter(new QStringListModel(words, this), this);
    setUp(*m_words, tr("Suggestions"));
    connect(m_words, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &word) {
        m_line.selectAll(); // as if it had been typed
        m_line.insert(word);
        Q_EMIT m_line.textEdited(word);
        m_words->popup()->hide();
    });
}

bool VariableCompleter::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!isKey || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QObject::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        static_cast<QWidget *>(watched)->hide();
    return true;
}

void VariableCompleter::setNames(const QStringList &names)
{
    static_cast<QStringListModel *>(m_completer->model())->setStringList(names);
}

qsizetype VariableCompleter::begin() const
{
    const QString before = m_line.text().left(m_line.cursorPosition());
    const qsizetype braces = before.lastIndexOf("{{"_L1);
    if (braces < 0)
        return -1;
    const QString written = before.sliced(braces + 2);
    return written.isEmpty() || isVariableName(written) ? braces + 2 : -1;
}

void VariableCompleter::suggest()
{
    const qsizetype from = begin();
    if (from < 0) {
        m_completer->popup()->hide();
        return suggestWord();
    }
    if (m_words)
        m_words->popup()->hide();
    m_completer->setCompletionPrefix(m_line.text().mid(from, m_line.cursorPosition() - from));
    const QRect cursor = m_line.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    m_completer->complete(QRect(cursor.left(), 0, completionWidth, m_line.height()));
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void VariableCompleter::suggestWord()
{
    if (!m_words)
        return;
    const QString text = m_line.text();
    m_words->setCompletionPrefix(text);
    const bool isWritten = m_words->completionCount() == 1 && m_words->currentCompletion() == text;
    if (text.isEmpty() || m_line.cursorPosition() < text.size() || m_words->completionCount() == 0 || isWritten)
        m_words->popup()->hide();
    else
        m_words->complete(QRect(0, 0, std::max(completionWidth, m_line.width()), m_line.height()));
}

void VariableCompleter::insert(const QString &name)
{
    const qsizetype from = begin();
    if (from < 0)
        return;
    const int cursor = m_line.cursorPosition();
    const bool isClosed = QStringView(m_line.text()).sliced(cursor).startsWith("}}"_L1);
    // As if it had been typed, so that it can be undone and counts as an edit.
    m_line.setSelection(static_cast<int>(from), cursor - static_cast<int>(from));
    m_line.insert(name + (isClosed ? QString() : u"}}"_s));
    if (isClosed)
        m_line.setCursorPosition(m_line.cursorPosition() + 2);
    Q_EMIT m_line.textEdited(m_line.text());
}

} // namespace fuseboard
