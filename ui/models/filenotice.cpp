// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/filenotice.h"

#include "models/errorwording.h"
#include "models/words.h"

namespace fuseboard {

QList<FileNotice> fileNotices(const QList<WorkspaceFault> &faults, const QList<WorkspaceWarning> &warnings)
{
    QList<FileNotice> notices;
    for (const WorkspaceFault &fault : faults)
        notices.append({fault.file, wording::faultSentences(fault.error).join(u'\n'), true});
    const qsizetype faultCount = notices.size();
    for (const WorkspaceWarning &warning : warnings) {
        const QString text = wording::sentence(warning.warning);
        if (notices.size() > faultCount && notices.last().file == warning.file)
            notices.last().text += u'\n' + text;
        else
            notices.append({warning.file, text, false});
    }
    return notices;
}

QString wording::word(FileKind kind)
{
    switch (kind) {
    case FileKind::Client:
        return Words::tr("client");
    case FileKind::Request:
        return Words::tr("request");
    case FileKind::Workspace:
        return Words::tr("workspace");
    case FileKind::Folder:
        return Words::tr("folder");
    case FileKind::Environment:
        return Words::tr("environment");
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
