// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSyntaxHighlighter>

namespace fuseboard {

class Theme;

/// Colours JSON line by line, but for very long lines; a string that a broken line cuts goes on in the next. Follows
/// the theme.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    JsonHighlighter(const Theme &theme, QTextDocument *document);

    /// Off for what is not JSON.
    void setActive(bool active);

protected:
    void highlightBlock(const QString &text) override;

private:
    qsizetype highlightString(const QString &text, qsizetype from, bool begun);
    qsizetype highlightWord(const QString &text, qsizetype from);

    const Theme &m_theme;
    bool m_active = true;
};

} // namespace fuseboard
