// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/urledit.h"

#include "common/theme.h"
#include "explorer/requestdraft.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QTextCharFormat>

namespace fuseboard {

using namespace Qt::StringLiterals;

UrlEdit::UrlEdit(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
{
    setFont(theme.font(TextStyle::Mono));
    setPlaceholderText(tr("Path, for example /orders?limit=50"));
    setAccessibleName(tr("URL"));
    connect(this, &QLineEdit::textChanged, this, &UrlEdit::colour);
    connect(&theme, &Theme::changed, this, &UrlEdit::colour);
}

void UrlEdit::colour()
{
    // The formats of an input method are the only ones that a QLineEdit draws.
    QList<QInputMethodEvent::Attribute> attributes;
    for (const VariableRange &range : variableRanges(text())) {
        QTextCharFormat format;
        const bool isBase = range.name == "base_url"_L1 && range.at == 0;
        format.setForeground(m_theme.color(isBase ? ColorRole::Muted : ColorRole::SyntaxVariable));
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, int(range.at) - cursorPosition(),
                                                   int(range.length), format);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace fuseboard
