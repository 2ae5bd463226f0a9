// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/linelayout.h"

namespace fuseboard {

/// XML or HTML laid out for reading: each tag on a line of its own, what is inside of it two spaces further in, short
/// elements of text alone on one line. Scripts, styles, comments and CDATA keep their lines. Nothing is left out or
/// resolved; space at the edges of text is not shown. (ADVERSARIAL G19, G21)
class MarkupLayout final : public LineLayout
{
public:
    enum class Language { Xml, Html };

    explicit MarkupLayout(Language language)
        : m_language(language)
    {
    }

    [[nodiscard]] LineState start(QByteArrayView text) const override;
    [[nodiscard]] LineSpan next(QByteArrayView text, LineState &state) const override;
    [[nodiscard]] TextLine format(QByteArrayView text, const LineSpan &span) const override;

private:
    Language m_language;
};

} // namespace fuseboard
