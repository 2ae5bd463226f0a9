// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/environmentfiles.h"

#include <QMap>

#include <optional>

namespace fuseboard {

/// An edit of the environments of a workspace.
struct EnvironmentsSave
{
    QList<Environment> base; ///< what the edit began from
    QList<Environment> edited; ///< what there is to be; those of the base that are missing are to go
    /// Bytes of files that others have changed, by slug, which the user has seen and wants to replace; nothing: that it
    /// was removed.
    QMap<QString, std::optional<QByteArray>> seen{};
};

/// An environment that was changed here and by somebody else; nothing where it was removed.
struct EnvironmentConflict
{
    QString slug;
    std::optional<QByteArray> mine;
    std::optional<QByteArray> theirs;
};

/// What became of an edit. Where there are conflicts or a name is taken, nothing was written.
struct EnvironmentsSaved
{
    Result<void> outcome{};
    QList<EnvironmentConflict> conflicts{};
    bool isNameTaken = false; ///< the slug of a new one is somebody else's by now
    LoadedEnvironments present{}; ///< as they are afterwards

    [[nodiscard]] bool isDone() const { return outcome.ok() && conflicts.isEmpty() && !isNameTaken; }
};

/// Writes the files of those environments that differ from the base, and no others: what somebody else has made of the
/// rest stays. One that differs from the base on the disk too is a conflict, unless both have made the same of it.
/// Fails as filesOf() and replaceFile() do, and with what the edit would make of those that are there now.
EnvironmentsSaved saveEnvironmentEdit(const EnvironmentsSave &save, const QString &folder, FileSystem &files);

} // namespace fuseboard
