// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/unsavedfiles.h"

#include <QHash>

namespace fuseboard {

void noteMoves(UnsavedFiles &unsaved, const FileChanges &before, const FileChanges &after)
{
    QSet<QString> made;
    QHash<QByteArray, QSet<QString>> madeWith;
    for (auto file = after.begin(); file != after.end(); ++file) {
        if (*file && !before.value(file.key())) {
            made.insert(file.key());
            madeWith[**file].insert(file.key());
        }
    }
    if (made.isEmpty())
        return;
    for (auto file = after.begin(); file != after.end(); ++file) {
        const auto was = before.value(file.key());
        if (*file || !was)
            continue;
        const QSet<QString> targets = madeWith.value(*was, made);
        unsaved[file.key()].movedTo |= targets;
        for (UnsavedFile &other : unsaved) {
            if (other.movedTo.contains(file.key()))
                other.movedTo |= targets;
        }
    }
}

} // namespace fuseboard
