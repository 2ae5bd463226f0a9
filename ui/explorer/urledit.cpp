// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/urledit.h"

#include "common/theme.h"
#include "config/variablesyntax.h"
#include "explorer/requestdraft.h"
#include "explorer/variablecompleter.h"
#include "models/figures.h"
#include "models/variablewording.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QTextCharFormat>
#include <QToolTip>

namespace fuseboard {

using namespace Qt::StringLiterals;

UrlEdit::UrlEdit(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_completer(new VariableCompleter(*this))
{
    setFont(theme.font(TextStyle::Mono));
    setPlaceholderText(tr("Path, for example /orders?limit=50"));
    setAccessibleName(tr("URL"));
    connect(this, &QLineEdit::textChanged, this, &UrlEdit::colour);
    connect(&theme, &Theme::changed, this, &UrlEdit::colour);
}

void UrlEdit::setScope(const VariableScope &scope)
{
    m_scope = scope;
    m_completer->setNames(scope.names());
    colour();
}

void UrlEdit::colour()
{
    // The formats of an input method are the only ones that a QLineEdit draws.
    QList<QInputMethodEvent::Attribute> attributes;
    QStringList missing;
    for (const VariableRange &range : variableRanges(text())) {
        if (range.isEscaped)
            continue;
        QTextCharFormat format;
        const bool isBase = isBaseUrlVariable(range);
        const bool isKnown = isBase || isResolved(range.name, m_scope);
        format.setForeground(m_theme.color(!isKnown     ? ColorRole::DangerText
                                               : isBase ? ColorRole::Muted
                                                        : ColorRole::SyntaxVariable));
        if (!isKnown) {
            format.setFontUnderline(true);
            missing << range.name;
        }
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, int(range.at) - cursorPosition(),
                                                   int(range.length), format);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
    setAccessibleDescription(missing.isEmpty() ? QString() : tr("Without a value: %1").arg(missing.join(u", "_s)));
}

QString UrlEdit::tipAt(int character) const
{
    for (const VariableRange &range : variableRanges(text())) {
        const bool isThere = character >= range.at && character <= range.at + range.length;
        if (isThere && isBaseUrlVariable(range))
            return tr("The base URL of the client");
        if (isThere && !range.isEscaped)
            return wording::variableTip(range.name, m_scope);
    }
    return {};
}

bool UrlEdit::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLineEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipAt(cursorPositionAt(help->pos()));
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), wording::toolTip(tip), this);
    return true;
}

} // namespace fuseboard
