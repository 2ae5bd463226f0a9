// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/textvariables.h"

#include "config/variablesyntax.h"
#include "explorer/exacttextedit.h"
#include "explorer/variablecompleter.h"
#include "models/figures.h"
#include "models/variablewording.h"

#include <QHelpEvent>
#include <QTextBlock>
#include <QToolTip>

namespace fuseboard {

namespace {

constexpr int longestTold = 50'000; // a longer text would be searched as a whole for each sign that is typed

} // namespace

TextVariables::TextVariables(const Theme &theme, ExactTextEdit &text)
    : QObject(&text)
    , m_text(text)
    , m_highlighter(new BodyHighlighter(theme, text.document()))
    , m_completer(new VariableCompleter(text))
{
    text.viewport()->installEventFilter(this);
    connect(&text, &QPlainTextEdit::textChanged, this, &TextVariables::tellMissing);
}

void TextVariables::setScope(const VariableScope &scope)
{
    m_scope = scope;
    m_completer->setNames(scope.names());
    m_highlighter->setScope(scope);
    tellMissing();
}

void TextVariables::tellMissing()
{
    QStringList missing;
    if (m_text.document()->characterCount() <= longestTold) {
        for (const VariableRange &range : variableRanges(m_text.toPlainText())) {
            if (!range.isEscaped && !missing.contains(range.name) && !isResolved(range.name, m_scope))
                missing << range.name;
        }
    }
    m_text.setAccessibleDescription(wording::withoutValue(missing));
}

QString TextVariables::tipAt(const QPoint &place) const
{
    const QTextCursor cursor = m_text.cursorForPosition(place);
    const int character = cursor.positionInBlock();
    for (const VariableRange &range : variableRanges(cursor.block().text())) {
        if (!range.isEscaped && character >= range.at && character < range.at + range.length)
            return wording::variableTip(range.name, m_scope);
    }
    return {};
}

bool TextVariables::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipAt(help->pos());
    if (tip.isEmpty()) {
        QToolTip::hideText();
        return false;
    }
    QToolTip::showText(help->globalPos(), wording::toolTip(tip), m_text.viewport());
    return true;
}

} // namespace fuseboard
