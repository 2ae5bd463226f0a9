// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/bodydocument.h"

namespace fuseboard {

TextLine BodyDocument::line(qint64 number) const
{
    const std::vector<LineSpan> spans = m_index.spans(number, 1);
    return spans.empty() ? TextLine() : format(spans.front());
}

void BodyDocument::appendLines(QString &all, qint64 first, qint64 count) const
{
    for (const LineSpan &span : m_index.spans(first, count)) {
        const TextLine line = format(span);
        qsizetype from = 0;
        // The layout's own indentation is no part of what a long line goes on with.
        while (span.isRest() && from < line.text.size() && line.text[from] == u' '
               && line.source[std::size_t(from)] == span.begin && m_bytes->view()[span.begin] != ' ')
            ++from;
        if (!span.isRest() && !all.isEmpty())
            all += u'\n';
        all += QStringView(line.text).sliced(from);
    }
}

} // namespace fuseboard
