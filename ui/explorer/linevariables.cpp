// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/linevariables.h"

#include "common/theme.h"
#include "config/variablesyntax.h"
#include "explorer/requestdraft.h"
#include "explorer/variablecompleter.h"
#include "models/figures.h"
#include "models/variablewording.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTextCharFormat>
#include <QToolTip>

namespace fuseboard {

using namespace Qt::StringLiterals;

LineVariables::LineVariables(const Theme &theme, QLineEdit &line, Line kind)
    : QObject(&line)
    , m_theme(theme)
    , m_line(line)
    , m_kind(kind)
    , m_completer(new VariableCompleter(line))
{
    line.installEventFilter(this);
    connect(&line, &QLineEdit::textChanged, this, &LineVariables::colour);
    connect(&theme, &Theme::changed, this, &LineVariables::colour);
}

void LineVariables::setScope(const VariableScope &scope)
{
    m_scope = scope;
    m_completer->setNames(scope.names());
    colour();
}

void LineVariables::colour()
{
    // The formats of an input method are the only ones that a QLineEdit draws.
    QList<QInputMethodEvent::Attribute> attributes;
    QStringList missing;
    for (const VariableRange &range : variableRanges(m_line.text())) {
        if (range.isEscaped)
            continue;
        QTextCharFormat format;
        const bool isBase = m_kind == Line::Url && isBaseUrlVariable(range);
        const bool isKnown = isBase || isResolved(range.name, m_scope);
        format.setForeground(m_theme.color(!isKnown     ? ColorRole::DangerText
                                               : isBase ? ColorRole::Muted
                                                        : ColorRole::SyntaxVariable));
        if (!isKnown) {
            format.setFontUnderline(true);
            missing.removeOne(range.name); // or each would be told as often as it stands there
            missing << range.name;
        }
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat,
                                                   int(range.at) - m_line.cursorPosition(), int(range.length), format);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(&m_line, &event);
    m_line.setAccessibleDescription(wording::withoutValue(missing));
}

QString LineVariables::tipAt(int character) const
{
    for (const VariableRange &range : variableRanges(m_line.text())) {
        const bool isThere = character >= range.at && character <= range.at + range.length;
        if (isThere && m_kind == Line::Url && isBaseUrlVariable(range))
            return tr("The base URL of the client");
        if (isThere && !range.isEscaped)
            return wording::variableTip(range.name, m_scope);
    }
    return {};
}

bool LineVariables::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipAt(m_line.cursorPositionAt(help->pos()));
    if (tip.isEmpty()) {
        QToolTip::hideText();
        return false;
    }
    QToolTip::showText(help->globalPos(), wording::toolTip(tip), &m_line);
    return true;
}

} // namespace fuseboard
