// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/filesave.h"

#include <QMap>

namespace fuseboard {

/// Files that come before those that go; a client's own file comes before the others in its folder, and goes after
/// them: wherever a crash breaks off, it is there with those that remain.
QList<FileSave> inSafeOrder(QList<FileSave> saves);

/// What has to wait, of saves in that order, because others could not be carried out.
class HeldSaves
{
public:
    void begin(); ///< with the next saves that belong together
    void note(const FileSave &save, const FileSaved &saved);

    /// Where one of those that belong together was not written, none goes, as what is in it may be nowhere else. For
    /// the same reason what was moved stays as it is until it is where it was moved to, however long that takes. And a
    /// client's own file is there while any other one is. Nothing for what need not wait.
    [[nodiscard]] std::optional<Error> whyHeld(const FileSave &save) const;

private:
    QMap<QString, Error> m_unwritten; ///< since whenever
    bool m_isAnyUnwritten = false; ///< of those that belong together, as all that follows
    QSet<QString> m_notMade;
    QSet<QString> m_notEmptied; ///< slugs of clients
    Error m_why;
};

} // namespace fuseboard
