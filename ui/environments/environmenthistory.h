// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "environments/environmentsedit.h"

namespace fuseboard {

/// An environment that is not among the drafts any more.
struct RemovedEnvironment
{
    EnvironmentDraft draft;
    int index; ///< where it stood
    QStringList children; ///< slugs of those whose parent it was
};

/// The edits in the dialog of environments, to be taken back and made anew. A value.
class EnvironmentHistory
{
public:
    /// What there is after an edit.
    struct State
    {
        QList<EnvironmentDraft> drafts;
        QList<RemovedEnvironment> removed;
        QString slug; ///< of the one that was edited
    };

    /// Forgets all edits: this is what the next ones begin from.
    void begin(const State &state);
    /// Forgets what was taken back. Nothing where the drafts are the same; who writes a name on and on makes one edit.
    void note(const State &state);
    /// What there is then, with the slug of the environment to look at; nothing where there is nothing to take back, or
    /// to make anew. No secret is shown in it.
    [[nodiscard]] std::optional<State> undo();
    [[nodiscard]] std::optional<State> redo();
    /// Whether it is a removal that undo() would take back.
    [[nodiscard]] bool isRemovalLast() const;

private:
    [[nodiscard]] State stateAt(qsizetype index, const QString &slug) const;
    [[nodiscard]] bool isGoingOn(const State &state) const;

    QList<State> m_states;
    qsizetype m_now = 0;
    bool m_isOpen = false; // whether the last one was added just now
};

} // namespace fuseboard
