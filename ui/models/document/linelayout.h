// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/textline.h"

namespace fuseboard {

/// What a line begins with: a line of its own, or more of what was too long for one.
enum class LinePart : quint8 {
    Start,
    Verbatim, ///< a line of what keeps its own lines
    Comment, ///< the same, in a comment or CDATA
    Rest,
    RestOfString, ///< of JSON, or of a tag
    RestOfVerbatim,
    RestOfComment,
};

/// All that a layout must know to go on from the begin of a line, whatever stands before it.
struct LineState
{
    qint64 offset = 0; ///< in bytes
    qint64 number = 0; ///< how many lines stand before, long ones counted once
    qint32 depth = 0; ///< of nesting
    LinePart part = LinePart::Start;

    friend bool operator==(const LineState &, const LineState &) = default;
};

/// The bytes that make one shown line.
struct LineSpan
{
    qint64 begin = 0;
    qint64 end = 0; ///< after the last byte that is shown
    qint64 number = 0; ///< of the line, from 0
    qint32 depth = 0;
    LinePart part = LinePart::Start;
    bool opens = false; ///< what follows is inside of what ends this line
    bool closes = false; ///< ends what an earlier line has opened

    [[nodiscard]] bool isRest() const { return part >= LinePart::Rest; }
};

/// More bytes than this are never in one line: a text of one line alone is shown in pieces. (ADVERSARIAL G16)
constexpr qint64 longestLine = 1'000;

/// Cuts a document into lines and makes them text. It has no memory: from the state at the begin of any line it goes on
/// as it would from the start of the document, so that a line costs nothing until it is looked at, and depth costs
/// neither stack nor store. (ADVERSARIAL G17)
class LineLayout
{
public:
    LineLayout() = default;
    virtual ~LineLayout() = default;
    Q_DISABLE_COPY_MOVE(LineLayout)

    /// Before the first line.
    [[nodiscard]] virtual LineState start(QByteArrayView text) const;
    /// The line at state, which stands before the next one afterwards. Only while state.offset < text.size().
    [[nodiscard]] virtual LineSpan next(QByteArrayView text, LineState &state) const = 0;
    [[nodiscard]] virtual TextLine format(QByteArrayView text, const LineSpan &span) const = 0;
};

/// at, or less where that would cut a character of UTF-8 in two; always more than from.
[[nodiscard]] qint64 characterBoundary(QByteArrayView text, qint64 from, qint64 at);

} // namespace fuseboard
