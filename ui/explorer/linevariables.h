// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    /// In a URL a {{base_url}} at the very begin is the client's own, in second rank.
    enum class Line { Text, Url };

    /// The theme must outlive it.
    LineVariables(const Theme &theme, QLineEdit &line, Line kind = Line::Text);

    void setScope(const VariableScope &scope);
    [[nodiscard]] VariableCompleter &completer() { return *m_completer; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void colour();
    /// Of the variable at that character; empty where there is none.
    [[nodiscard]] QString tipAt(int character) const;

    const Theme &m_theme;
    QLineEdit &m_line;
    const Line m_kind;
    VariableScope m_scope;
    VariableCompleter *m_completer;
};

} // namespace fuseboard
