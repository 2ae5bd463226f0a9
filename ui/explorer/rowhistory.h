// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/draftrows.h"

#include <optional>

namespace fuseboard {

/// The edits of a request's rows, to be taken back and made anew. A value. An undo changes only what its edit has
/// changed, whatever else became another since.
class RowHistory
{
public:
    /// Where one writes on and on: those edits are taken back together.
    enum class Run { None, Url, Text };

    /// Forgets what was taken back. Nothing where the rows are the same. line: of several texts the one that is
    /// written in, where the rows do not tell them apart.
    void add(const DraftRows &before, const DraftRows &after, Run run = Run::None, const void *line = nullptr);
    /// What the rows become; nothing where there is nothing to take back, or to make anew.
    [[nodiscard]] std::optional<DraftRows> undo(const DraftRows &now);
    [[nodiscard]] std::optional<DraftRows> redo(const DraftRows &now);
    void clear();

private:
    struct Step
    {
        DraftRows before;
        DraftRows after;
        Run run;
        const void *line; // only to be compared
    };
    [[nodiscard]] bool isGoingOn(const Step &step) const;

    QList<Step> m_steps;
    qsizetype m_done = 0; // those behind it are taken back
    bool m_isOpen = false; // whether the last one was added just now
};

} // namespace fuseboard
