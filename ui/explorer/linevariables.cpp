// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/linevariables.h"

#include "common/theme.h"
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

QList<VariableRange> LineVariables::shownRanges() const
{
    return m_line.echoMode() == QLineEdit::Normal ? variableRanges(m_line.text()) : QList<VariableRange>();
}

bool LineVariables::isBaseUrl(const VariableRange &range) const
{
    return m_kind == Line::Url && isBaseUrlVariable(range);
}

QStringList LineVariables::missing() const
{
    QStringList names;
    for (const VariableRange &range : shownRanges()) {
        if (!range.isEscaped && !names.contains(range.name) && !isBaseUrl(range) && !isResolved(range.name, m_scope))
            names << range.name;
    }
    return names;
}

void LineVariables::colour()
{
    // The formats of an input method are the only ones that a QLineEdit draws.
    QList<QInputMethodEvent::Attribute> attributes;
    for (const VariableRange &range : shownRanges()) {
        if (range.isEscaped)
            continue;
        QTextCharFormat format;
        const bool isBase = isBaseUrl(range);
        const bool isKnown = isBase || isResolved(range.name, m_scope);
        format.setForeground(m_theme.color(!isKnown     ? ColorRole::DangerText
                                               : isBase ? ColorRole::Muted
                                                        : ColorRole::SyntaxVariable));
        format.setFontUnderline(!isKnown);
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat,
                                                   int(range.at) - m_line.cursorPosition(), int(range.length), format);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(&m_line, &event);
    if (m_kind != Line::Described)
        m_line.setAccessibleDescription(wording::withoutValue(missing()));
}

QString LineVariables::tipAt(int character) const
{
    for (const VariableRange &range : shownRanges()) {
        const bool isThere = character >= range.at && character <= range.at + range.length;
        if (isThere && isBaseUrl(range))
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
