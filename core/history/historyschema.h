// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyconnection.h"
#include "history/historystop.h"

#include <QStringList>

namespace fuseboard {

/// How text is searched for.
enum class TextIndex {
    Trigram, ///< an index of FTS5, for three characters and more
    None, ///< by reading all of it
};

/// What leads from one version of the layout to the next one.
using SchemaSteps = QList<QStringList>;

/// Those of this program: as many as its version.
SchemaSteps historySchema(TextIndex index);

/// "FUSE": says whose file it is.
inline constexpr int historyApplicationId = 0x46555345;

/// Takes a file from its version to the last one, in one transaction: all steps or none. NewerFormat where its version
/// is above, StoreDamaged where the file is somebody else's.
Result<void> migrate(HistoryConnection &connection, const SchemaSteps &steps);

/// Reads all of the file; StoreDamaged where it is not sound. Ends without a verdict soon after it is stopped.
Result<void> lookForDamage(HistoryConnection &connection, const HistoryStop &stop);

/// Whether this SQLite can make the index.
bool hasTrigramIndex(HistoryConnection &connection);
/// Which one the file has.
Result<TextIndex> textIndexOf(HistoryConnection &connection);

} // namespace fuseboard
