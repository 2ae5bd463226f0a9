// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/bodyform.h"
#include "models/document/documentbytes.h"
#include "models/document/lineindex.h"

namespace fuseboard {

/// A body in one form, line by line. It costs its bytes and next to nothing else, however many lines it has. Any thread
/// may read it; one extends its index.
class BodyDocument final
{
public:
    BodyDocument(SharedBytes bytes, BodyForm form)
        : m_bytes(std::move(bytes))
        , m_form(form)
        , m_layout(layoutFor(form))
        , m_index(m_bytes->view(), *m_layout)
    {
    }

    [[nodiscard]] const SharedBytes &bytes() const { return m_bytes; }
    [[nodiscard]] QByteArrayView view() const { return m_bytes->view(); }
    [[nodiscard]] BodyForm form() const { return m_form; }
    [[nodiscard]] LineIndex &index() { return m_index; }
    [[nodiscard]] const LineIndex &index() const { return m_index; }

    [[nodiscard]] qint64 lineCount() const { return m_index.lineCount(); }
    /// Empty where there is no such line.
    [[nodiscard]] TextLine line(qint64 number) const;
    [[nodiscard]] TextLine format(const LineSpan &span) const { return m_layout->format(m_bytes->view(), span); }
    /// What is shown from one line to another, both with it; pieces of one long line are put together. Ends where it
    /// exceeds limit characters, or when isCancelled says so.
    template<class Cancelled>
    [[nodiscard]] QString text(qint64 first, qint64 last, qsizetype limit, Cancelled isCancelled) const
    {
        QString all;
        for (qint64 at = first; at <= last && all.size() <= limit && !isCancelled(); at += LineIndex::stride)
            appendLines(all, at, std::min(LineIndex::stride, last - at + 1));
        all.truncate(limit);
        return all;
    }

private:
    void appendLines(QString &all, qint64 first, qint64 count) const;

    SharedBytes m_bytes;
    BodyForm m_form;
    std::shared_ptr<const LineLayout> m_layout;
    LineIndex m_index;
};

} // namespace fuseboard
