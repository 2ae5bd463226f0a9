// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QClipboard>
#include <QLineEdit>

#include <optional>

namespace fuseboard {

class LineVariables;
class Theme;

/// The line for a URL, with its {{variables}} as LineVariables shows them. What is pasted or dropped goes in without
/// line breaks and other control characters, as a browser takes it, and as a whole or not at all; what the program sets
/// stays as it is.
class UrlEdit final : public QLineEdit
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit UrlEdit(const Theme &theme, QWidget *parent = nullptr);

    void setScope(const VariableScope &scope);

public Q_SLOTS:
    void paste(); ///< hides that of QLineEdit, whose menu calls it by its name

Q_SIGNALS:
    /// What was pasted or dropped is too long, and was not taken: a sentence for the status line.
    void entryRefused(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// Takes what the clipboard holds, to be undone by itself.
    void pasteFrom(QClipboard::Mode mode);
    /// What of a text can go in, in the place of that many characters; nothing, after telling so, where it is too long.
    std::optional<QString> enterable(QString text, qsizetype replaced);
    void endUndoStep();

    LineVariables *m_variables;
};

} // namespace fuseboard
