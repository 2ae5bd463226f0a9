// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/bodyhighlighter.h"

#include "common/theme.h"
#include "config/variablesyntax.h"
#include "models/bulktext.h"
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

bool BodyHighlighter::highlightRow(const QString &text)
{
    const qsizetype nameEnd = bulkNameEnd(text);
    const bool isOff = nameEnd < 0;
    setFormat(0, int(isOff ? text.size() : nameEnd), m_theme.color(isOff ? ColorRole::Muted : ColorRole::SyntaxKey));
    return isOff;
}

void BodyHighlighter::highlightBlock(const QString &text)
{
    JsonHighlighter::highlightBlock(text);
    if (m_language == Language::Rows && highlightRow(text))
        return;
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
