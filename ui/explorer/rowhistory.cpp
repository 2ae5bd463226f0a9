// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/rowhistory.h"

#include <type_traits>

namespace fuseboard {

namespace {

constexpr qsizetype mostRowSteps = 500;

/// The rows, with those of "to" that differ from "from".
DraftRows changed(DraftRows rows, const DraftRows &from, const DraftRows &to)
{
    forEachMember([&](auto member) {
        if (from.*member != to.*member)
            rows.*member = to.*member;
    });
    return rows;
}

} // namespace

bool RowHistory::isGoingOn(const Step &step) const
{
    if (!m_isOpen || step.run == Run::None || m_steps.constLast().run != step.run
        || m_steps.constLast().line != step.line)
        return false;
    if (step.run == Run::Url)
        return true;
    // Two texts are written one after the other, not on and on.
    const Step &last = m_steps.constLast();
    bool isSame = true;
    forEachMember([&](auto member) {
        constexpr bool isQuery = std::is_same_v<decltype(member), QString DraftRows::*>; // goes along with others
        const bool wasEdited = last.before.*member != last.after.*member;
        isSame = isSame && (isQuery || wasEdited == (step.before.*member != step.after.*member));
    });
    return isSame;
}

void RowHistory::add(const DraftRows &before, const DraftRows &after, Run run, const void *line)
{
    if (before == after)
        return;
    m_steps.resize(m_done);
    const Step step{before, after, run, line};
    if (isGoingOn(step))
        m_steps.last().after = after;
    else
        m_steps << step;
    if (m_steps.constLast().before == m_steps.constLast().after || m_steps.size() > mostRowSteps)
        m_steps.remove(m_steps.size() > mostRowSteps ? 0 : m_steps.size() - 1);
    m_done = m_steps.size();
    m_isOpen = m_done > 0;
}

std::optional<DraftRows> RowHistory::undo(const DraftRows &now)
{
    m_isOpen = false;
    if (m_done == 0)
        return std::nullopt;
    const Step &step = m_steps[--m_done];
    return changed(now, step.after, step.before);
}

std::optional<DraftRows> RowHistory::redo(const DraftRows &now)
{
    m_isOpen = false;
    if (m_done == m_steps.size())
        return std::nullopt;
    const Step &step = m_steps[m_done++];
    return changed(now, step.before, step.after);
}

void RowHistory::clear()
{
    *this = {};
}

} // namespace fuseboard
