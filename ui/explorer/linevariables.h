// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/variablesyntax.h"
#include "variables/variablescope.h"

#include <QObject>

class QLineEdit;

namespace fuseboard {

class Theme;
class VariableCompleter;

/// Shows the {{variables}} of a line that is written: they have their colour, and those without a value are underlined
/// and told to screen readers too. After "{{" it offers names; the tool tip tells what one stands for. Its line is its
/// parent.
class LineVariables final : public QObject
{
    Q_OBJECT

public:
    /// In a URL a {{base_url}} at the very begin is the client's own, in second rank. What is described has words of
    /// its own beside it, in which its owner tells what is missing.
    enum class Line { Text, Url, Described };

    /// The theme must outlive it.
    LineVariables(const Theme &theme, QLineEdit &line, Line kind = Line::Text);

    void setScope(const VariableScope &scope);
    /// Those of its text that have no value, each once.
    [[nodiscard]] QStringList missing() const;
    [[nodiscard]] VariableCompleter &completer() { return *m_completer; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void colour();
    /// None of a line that hides what is in it.
    [[nodiscard]] QList<VariableRange> shownRanges() const;
    [[nodiscard]] bool isBaseUrl(const VariableRange &range) const;
    /// Of the variable at that character; empty where there is none.
    [[nodiscard]] QString tipAt(int character) const;

    const Theme &m_theme;
    QLineEdit &m_line;
    const Line m_kind;
    VariableScope m_scope;
    VariableCompleter *m_completer;
};

} // namespace fuseboard
