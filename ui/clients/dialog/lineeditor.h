// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/fieldeditor.h"

class QLabel;
class QLineEdit;

namespace fuseboard {

class LineVariables;
class Theme;

/// One line: a number with its unit, a text, or a list with separators. Empty is the default, which it shows in second
/// rank.
class LineEditor : public FieldEditor
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    LineEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] bool isWide() const override;
    void setFaulty(bool faulty) override;
    void setScope(const VariableScope &scope) override;
    [[nodiscard]] QStringList missingVariables() const override;

protected:
    /// As if it were typed.
    void enter(const QString &text);
    [[nodiscard]] QString text() const;
    void showValue() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void take(const QString &text);

    QLineEdit *m_line;
    QLabel *m_unit;
    LineVariables *m_variables; ///< null where none mean anything
};

} // namespace fuseboard
