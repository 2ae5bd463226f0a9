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

void HeldSaves::begin()
{
    m_isAnyUnwritten = false;
    m_notMade.clear();
    m_notEmptied.clear();
}

void HeldSaves::note(const FileSave &save, const FileSaved &saved)
{
    if (saved.outcome == FileSaved::Outcome::Saved) {
        m_unwritten.remove(save.file);
        return;
    }
    const bool isFailure = saved.outcome == FileSaved::Outcome::Failed;
    m_why = isFailure ? saved.error : Error(ErrorKind::Storage, ErrorDetail::WriteFailed, save.file);
    m_unwritten.insert(save.file, m_why);
    if (!save.bytes) {
        m_notEmptied.insert(placeOf(save.file).client);
        return;
    }
    m_isAnyUnwritten = true;
    if (!save.base)
        m_notMade.insert(save.file);
}

std::optional<Error> HeldSaves::whyHeld(const FileSave &save) const
{
    for (const QString &target : save.movedTo) {
        if (const auto unwritten = m_unwritten.find(target); unwritten != m_unwritten.end())
            return *unwritten;
    }
    const QString client = placeOf(save.file).client;
    const bool isHeld = save.bytes
        ? m_notMade.contains(clientFile(client))
        : m_isAnyUnwritten || (save.file == clientFile(client) && m_notEmptied.contains(client));
    return isHeld ? std::optional(m_why) : std::nullopt;
}

} // namespace fuseboard
