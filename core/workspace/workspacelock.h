// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLockFile>
#include <QString>

namespace fuseboard {

/// Several programs may have a workspace open: between the look at a file and its replacing none else may replace it.
/// Held from when it is made to its end, where others let it; who does not get it within 5 s goes on with the look at
/// the file alone. It blocks. For one thread at a time.
class WorkspaceLock
{
public:
    enum class Wait {
        UntilFree,
        Never, ///< Others may hold it: see isHeld().
    };

    explicit WorkspaceLock(const QString &folder, Wait wait = Wait::UntilFree);

    [[nodiscard]] bool isHeld() const { return m_lock.isLocked(); }

private:
    QLockFile m_lock;
};

} // namespace fuseboard
