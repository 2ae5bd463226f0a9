// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/bodyhighlighter.h"

#include "common/theme.h"
#include "config/variablesyntax.h"
#include "models/variablewording.h"

namespace fuseboard {

namespace {

// Each format is shaped by itself, and a line of megabytes may be full of them.
constexpr int mostColoured = 1'000;

} // namespace

BodyHighlighter::BodyHighlighter(const Theme &theme, QTextDocument *document)
    : JsonHighlighter(theme, document)
    , m_theme(theme)
{
    setActive(false);
}

void BodyHighlighter::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    setActive(language == Language::Json);
    rehighlight();
}

void BodyHighlighter::setScope(const VariableScope &scope)
{
    m_scope = scope;
    bool hasChanged = false;
    for (auto name = m_known.begin(); name != m_known.end(); ++name) {
        const bool isNow = isResolved(name.key(), scope);
        hasChanged = hasChanged || isNow != name.value();
        name.value() = isNow;
    }
    if (hasChanged)
        rehighlight();
}

bool BodyHighlighter::isKnown(const QString &name)
{
    const auto seen = m_known.constFind(name);
    return seen != m_known.constEnd() ? *seen : *m_known.insert(name, isResolved(name, m_scope));
}

void BodyHighlighter::highlightBlock(const QString &text)
{
    JsonHighlighter::highlightBlock(text);
    int coloured = 0;
    for (const VariableRange &range : variableRanges(text)) {
        if (range.isEscaped)
            continue;
        if (++coloured > mostColoured)
            return;
        const bool known = isKnown(range.name);
        QTextCharFormat variable;
        variable.setForeground(m_theme.color(known ? ColorRole::SyntaxVariable : ColorRole::DangerText));
        variable.setFontUnderline(!known);
        setFormat(int(range.at), int(range.length), variable);
    }
}

} // namespace fuseboard
