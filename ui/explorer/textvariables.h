// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/bodyhighlighter.h"

#include <QObject>

namespace fuseboard {

class ExactTextEdit;
class VariableCompleter;

/// What LineVariables is for a line, for a text of many.
class TextVariables final : public QObject
{
    Q_OBJECT

public:
    /// The theme must outlive it. The text is its parent.
    TextVariables(const Theme &theme, ExactTextEdit &text);

    void setLanguage(BodyHighlighter::Language language) { m_highlighter->setLanguage(language); }
    void setScope(const VariableScope &scope);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tellMissing();
    /// Of the variable at a place of the view; empty where there is none.
    [[nodiscard]] QString tipAt(const QPoint &place) const;

    ExactTextEdit &m_text;
    VariableScope m_scope;
    BodyHighlighter *m_highlighter;
    VariableCompleter *m_completer;
};

} // namespace fuseboard
