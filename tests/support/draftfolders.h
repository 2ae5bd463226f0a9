// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/virtualscheduler.h"
#include "support/workspacefolder.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace fuseboard {

inline QStringList draftFilesIn(const QString &folder)
{
    return QStringList(filesIn(folder).keys()).filter(QRegularExpression(QStringLiteral("\\.json$")));
}

/// What stands in them: of what is still being written nothing.
inline QByteArray draftTextIn(const QString &folder)
{
    const QMap<QString, QByteArray> files = filesIn(folder);
    QByteArray text;
    for (auto file = files.begin(); file != files.end(); ++file) {
        if (file.key().endsWith(QStringLiteral(".json")))
            text += *file;
    }
    return text;
}

/// Where a program keeps its drafts, and what of them is left behind when it is killed.
class DraftFolders
{
public:
    /// Of the first run.
    [[nodiscard]] QString living() const { return m_folder.filePath(QStringLiteral("living")); }
    /// What that run would leave behind if it were killed now. scheduler: its own.
    [[nodiscard]] QString killed(VirtualScheduler &scheduler)
    {
        scheduler.advance(std::chrono::seconds(1));
        [this] { QTRY_VERIFY(!draftFilesIn(living()).isEmpty()); }();
        return copied(living());
    }
    /// The same of any run, which has written its drafts.
    [[nodiscard]] QString copied(const QString &folder)
    {
        const QString left = m_folder.filePath(QStringLiteral("left-%1").arg(++m_copies));
        const QMap<QString, QByteArray> files = filesIn(folder);
        for (auto file = files.begin(); file != files.end(); ++file) {
            if (!file.key().endsWith(QStringLiteral(".lock")) && !writeBytes(left + u'/' + file.key(), *file))
                qFatal("A draft cannot be copied");
        }
        return left;
    }

private:
    QTemporaryDir m_folder;
    int m_copies = 0;
};

} // namespace fuseboard
