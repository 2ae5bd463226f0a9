// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/edithistory.h"

#include <algorithm>

namespace fuseboard {

void EditHistory::add(const EditTitle &title, const FileChanges &before, const FileChanges &after)
{
    append({title, before, after});
}

void EditHistory::add(const EditTitle &title, const QStringList &files, std::shared_ptr<OutsideEdit> outside)
{
    FileChanges named;
    for (const QString &file : files)
        named.insert(file, std::nullopt);
    append({title, named, named, std::move(outside)});
}

void EditHistory::append(Entry entry)
{
    m_entries.resize(m_done);
    m_entries.append(std::move(entry));
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

std::shared_ptr<OutsideEdit> EditHistory::outsideToUndo() const
{
    return m_done > 0 ? m_entries.at(m_done - 1).outside : nullptr;
}

std::shared_ptr<OutsideEdit> EditHistory::outsideToRedo() const
{
    return m_done < m_entries.size() ? m_entries.at(m_done).outside : nullptr;
}

FileChanges EditHistory::takeUndo()
{
    if (m_done == 0)
        return {};
    const Entry &entry = m_entries.at(--m_done);
    return entry.outside ? FileChanges() : entry.before;
}

FileChanges EditHistory::takeRedo()
{
    if (m_done == m_entries.size())
        return {};
    const Entry &entry = m_entries.at(m_done++);
    return entry.outside ? FileChanges() : entry.after;
}

QStringList EditHistory::removedFiles() const
{
    QStringList files;
    for (const Entry &entry : m_entries.first(m_done)) {
        for (auto file = entry.after.begin(); file != entry.after.end(); ++file) {
            if (!*file && entry.before.value(file.key()))
                files.append(file.key());
        }
    }
    return files;
}

void EditHistory::forget(const QSet<QString> &files, const QStringList &folders)
{
    // What cannot be stepped over takes along what lies behind it and is about the same files.
    QSet<QString> lost = files;
    for (qsizetype i = m_done - 1; i >= 0; --i) {
        const Entry entry = m_entries.at(i);
        if (!isAbout(entry, lost, folders))
            continue;
        const Entry rest = withoutRestored(entry, files);
        if (!rest.after.isEmpty() && !isAbout(rest, lost, folders)) {
            m_entries[i] = rest;
            continue;
        }
        lost.unite(filesOf(entry));
        m_entries.removeAt(i);
        --m_done;
    }
    lost = files;
    for (qsizetype i = m_done; i < m_entries.size();) {
        if (isAbout(m_entries.at(i), lost, folders))
            lost.unite(filesOf(m_entries.takeAt(i)));
        else
            ++i;
    }
}

QSet<QString> EditHistory::filesOf(const Entry &entry)
{
    return {entry.after.keyBegin(), entry.after.keyEnd()};
}

bool EditHistory::isAbout(const Entry &entry, const QSet<QString> &files, const QStringList &folders)
{
    return std::any_of(entry.after.keyBegin(), entry.after.keyEnd(), [&](const QString &file) {
        return files.contains(file) || std::any_of(folders.begin(), folders.end(), [&file](const QString &folder) {
                   return file.startsWith(folder);
               });
    });
}

EditHistory::Entry EditHistory::withoutRestored(const Entry &entry, const QSet<QString> &files)
{
    if (entry.outside)
        return {}; // whole or not at all
    Entry rest{entry.title, {}, {}};
    bool removesSome = false;
    for (auto file = entry.after.begin(); file != entry.after.end(); ++file) {
        const auto before = entry.before.value(file.key());
        if (*file && !before)
            return {}; // it has moved, or come: that is undone whole
        if (!*file && files.contains(file.key()))
            continue;
        removesSome = removesSome || !*file;
        rest.before.insert(file.key(), before);
        rest.after.insert(file.key(), *file);
    }
    return removesSome ? rest : Entry();
}

void EditHistory::clear()
{
    m_entries.clear();
    m_done = 0;
}

} // namespace fuseboard
