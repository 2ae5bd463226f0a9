// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QSet>

namespace fuseboard {

/// A file that is to be saved.
struct FileSave
{
    QString file;
    std::optional<QByteArray> base; ///< what it was known to hold on the disk when it was last the same here and there
    std::optional<QByteArray> bytes; ///< what it is to hold; nothing: it is to be removed
    bool isFirst = true; ///< none that was given before for this file is still under way
    QSet<QString> movedTo{}; ///< files that are to hold what it holds on the disk, which may be nowhere else until then
};

/// What became of it.
struct FileSaved
{
    enum class Outcome { Saved, Failed, Conflict };

    QString file;
    Outcome outcome = Outcome::Saved;
    Error error{}; ///< of Failed
    std::optional<QByteArray> theirs{}; ///< of Conflict: what somebody else has put there
};

} // namespace fuseboard
