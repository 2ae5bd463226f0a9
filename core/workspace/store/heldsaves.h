// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacedisk.h"

#include <QSet>

namespace fuseboard {

/// Files that come before those that go; a client's own file comes before the others in its folder, and goes after
/// them: wherever a crash breaks off, it is there with those that remain.
QList<FileSave> inSafeOrder(QList<FileSave> saves);

/// What has to wait, of saves in that order, because others could not be carried out.
class HeldSaves
{
public:
    void note(const FileSave &save, const FileSaved &saved);

    /// What goes may hold what was to come elsewhere, and a client's own file is there while any other one is.
    [[nodiscard]] bool holds(const FileSave &save) const;
    [[nodiscard]] const Error &why() const { return m_why; }

private:
    QStringList m_notMade;
    QSet<QString> m_notEmptied; ///< slugs of clients
    Error m_why;
};

} // namespace fuseboard
