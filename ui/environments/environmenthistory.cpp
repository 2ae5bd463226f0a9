// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmenthistory.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype mostEnvironmentStates = 500;

/// Whether a secret is shown is no edit.
bool isSameRow(const VariableTableModel::Row &one, const VariableTableModel::Row &other)
{
    return one.variable == other.variable && one.storedName == other.storedName && one.isWritten == other.isWritten
        && (!one.isWritten || one.secret == other.secret);
}

bool isSameDraft(const EnvironmentDraft &one, const EnvironmentDraft &other)
{
    return one.environment == other.environment
        && std::equal(one.rows.begin(), one.rows.end(), other.rows.begin(), other.rows.end(), isSameRow);
}

bool isSameInAll(const QList<EnvironmentDraft> &one, const QList<EnvironmentDraft> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), isSameDraft);
}

/// Whether the one that was edited has nothing but another name.
bool isRenaming(const EnvironmentHistory::State &before, const EnvironmentHistory::State &after)
{
    QList<EnvironmentDraft> drafts = after.drafts;
    for (qsizetype i = 0; i < std::min(drafts.size(), before.drafts.size()); ++i) {
        if (drafts.at(i).environment.slug == after.slug)
            drafts[i].environment.config.name = before.drafts.at(i).environment.config.name;
    }
    return isSameInAll(before.drafts, drafts);
}

/// What was read from the store to be looked at is not kept for as long as the edits are.
EnvironmentHistory::State withoutRead(EnvironmentHistory::State state)
{
    for (EnvironmentDraft &draft : state.drafts)
        draft.forgetReadSecrets();
    for (RemovedEnvironment &removed : state.removed)
        removed.draft.forgetReadSecrets();
    return state;
}

} // namespace

void EnvironmentHistory::begin(const State &state)
{
    *this = {};
    m_states = {withoutRead(state)};
}

void EnvironmentHistory::note(const State &state)
{
    if (m_states.isEmpty() || isSameInAll(m_states.at(m_now).drafts, state.drafts))
        return;
    m_states.resize(m_now + 1);
    if (isGoingOn(state))
        m_states.last() = withoutRead(state);
    else
        m_states.append(withoutRead(state));
    if (m_states.size() > mostEnvironmentStates)
        m_states.removeFirst();
    m_isOpen = true;
    const qsizetype last = m_states.size() - 1;
    if (last > 0 && isSameInAll(m_states.at(last - 1).drafts, m_states.at(last).drafts)) { // a name, written back
        m_states.removeLast();
        m_isOpen = false;
    }
    m_now = m_states.size() - 1;
}

bool EnvironmentHistory::isGoingOn(const State &state) const
{
    return m_isOpen && m_now > 0 && m_states.at(m_now).slug == state.slug
        && isRenaming(m_states.at(m_now - 1), m_states.at(m_now)) && isRenaming(m_states.at(m_now), state);
}

std::optional<EnvironmentHistory::State> EnvironmentHistory::undo()
{
    m_isOpen = false;
    if (m_now == 0)
        return std::nullopt;
    --m_now;
    return stateAt(m_now, m_states.at(m_now + 1).slug);
}

std::optional<EnvironmentHistory::State> EnvironmentHistory::redo()
{
    m_isOpen = false;
    if (m_now + 1 >= m_states.size())
        return std::nullopt;
    ++m_now;
    return stateAt(m_now, m_states.at(m_now).slug);
}

bool EnvironmentHistory::isRemovalLast() const
{
    return m_now > 0 && m_states.at(m_now - 1).removed.size() < m_states.at(m_now).removed.size();
}

EnvironmentHistory::State EnvironmentHistory::stateAt(qsizetype index, const QString &slug) const
{
    State state = m_states.at(index);
    state.slug = slug;
    return state;
}

} // namespace fuseboard
