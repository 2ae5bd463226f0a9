// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <map>

namespace fuseboard {

class LineIndex;

/// What "Fold all" folds. A value.
struct OuterFolds
{
    std::map<qint64, qint64> folds; ///< first lines and last lines; none is in another
    bool isCut = false; ///< there is more behind the lines that were looked at
};

/// The containers that are in the outermost one, which stays open: else nothing could be seen. Where there are several
/// outermost ones, these. It looks at so many lines at most, as somebody waits; what lies in a long container is
/// passed over.
OuterFolds outerFolds(const LineIndex &index, qint64 mostLines = 200'000);

} // namespace fuseboard
