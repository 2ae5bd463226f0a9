// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/heldsaves.h"

#include "workspace/workspacelayout.h"

#include <algorithm>

namespace fuseboard {

QList<FileSave> inSafeOrder(QList<FileSave> saves)
{
    std::sort(saves.begin(), saves.end(), [](const FileSave &one, const FileSave &other) {
        if (one.bytes.has_value() != other.bytes.has_value())
            return one.bytes.has_value();
        return one.bytes.has_value() ? one.file < other.file : other.file < one.file;
    });
    return saves;
}

void HeldSaves::note(const FileSave &save, const FileSaved &saved)
{
    const bool isChange = save.base && save.bytes;
    if (isChange || saved.outcome == FileSaved::Outcome::Saved)
        return;
    const bool isFailure = saved.outcome == FileSaved::Outcome::Failed;
    m_why = isFailure ? saved.error : Error(ErrorKind::Storage, ErrorDetail::WriteFailed, save.file);
    if (save.bytes)
        m_notMade.append(save.file);
    else
        m_notEmptied.insert(placeOf(save.file).client);
}

bool HeldSaves::holds(const FileSave &save) const
{
    const QString client = placeOf(save.file).client;
    if (save.bytes)
        return m_notMade.contains(clientFile(client));
    return !m_notMade.isEmpty() || (save.file == clientFile(client) && m_notEmptied.contains(client));
}

} // namespace fuseboard
