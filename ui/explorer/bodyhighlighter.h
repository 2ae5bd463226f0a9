// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/jsonhighlighter.h"
#include "variables/variablescope.h"

#include <QHash>

namespace fuseboard {

/// Colours a body, and over that its {{variables}}; those without a value are underlined too.
class BodyHighlighter final : public JsonHighlighter
{
    Q_OBJECT

public:
    /// Rows are those of bulkText().
    enum class Language { Plain, Json, Rows };

    /// The theme must outlive it. Plain at first.
    BodyHighlighter(const Theme &theme, QTextDocument *document);

    void setLanguage(Language language);
    /// Colours anew only where a variable of the text has got or lost its value.
    void setScope(const VariableScope &scope);

protected:
    void highlightBlock(const QString &text) override;

private:
    /// Whether that is all.
    bool highlightRow(const QString &text);
    bool isKnown(const QString &name);

    const Theme &m_theme;
    Language m_language = Language::Plain;
    VariableScope m_scope;
    QHash<QString, bool> m_known; // of all names that were seen: whether they have a value
};

} // namespace fuseboard
