// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QLineEdit>

namespace fuseboard {

class Theme;
class VariableCompleter;

/// The line for a URL: its {{variables}} in their colour, those without a value underlined too, the base URL in second
/// rank. After "{{" it offers names; the tool tip tells what one stands for.
class UrlEdit final : public QLineEdit
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit UrlEdit(const Theme &theme, QWidget *parent = nullptr);

    void setScope(const VariableScope &scope);

protected:
    bool event(QEvent *event) override;

private:
    void colour();
    /// Of the variable at that character; empty where there is none.
    [[nodiscard]] QString tipAt(int character) const;

    const Theme &m_theme;
    VariableScope m_scope;
    VariableCompleter *m_completer;
};

} // namespace fuseboard
