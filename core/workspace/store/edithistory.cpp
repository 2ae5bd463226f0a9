// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/edithistory.h"

#include <algorithm>

namespace fuseboard {

void EditHistory::add(const EditTitle &title, const FileChanges &before, const FileChanges &after)
{
    m_entries.resize(m_done);
    m_entries.append({title, before, after});
    if (m_entries.size() > longest)
        m_entries.removeFirst();
    m_done = m_entries.size();
}

std::optional<EditTitle> EditHistory::undoTitle() const
{
    return m_done > 0 ? std::optional(m_entries.at(m_done - 1).title) : std::nullopt;
}

std::optional<EditTitle> EditHistory::redoTitle() const
{
    return m_done < m_entries.size() ? std::optional(m_entries.at(m_done).title) : std::nullopt;
}

FileChanges EditHistory::takeUndo()
{
    return m_done > 0 ? m_entries.at(--m_done).before : FileChanges();
}

FileChanges EditHistory::takeRedo()
{
    return m_done < m_entries.size() ? m_entries.at(m_done++).after : FileChanges();
}

void EditHistory::forget(const QSet<QString> &files, const QStringList &folders)
{
    const auto isForeign = [&](const QString &file) {
        return files.contains(file) || std::any_of(folders.begin(), folders.end(), [&file](const QString &folder) {
                   return file.startsWith(folder);
               });
    };
    const auto isAbout = [&isForeign](const Entry &entry) {
        return std::any_of(entry.after.keyBegin(), entry.after.keyEnd(), isForeign);
    };
    for (qsizetype i = m_entries.size() - 1; i >= 0; --i) {
        if (!isAbout(m_entries.at(i)))
            continue;
        m_entries.removeAt(i);
        if (i < m_done)
            --m_done;
    }
}

void EditHistory::clear()
{
    m_entries.clear();
    m_done = 0;
}

} // namespace fuseboard
