// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/wholefile.h"

#include <QFileInfo>
#include <QSaveFile>

namespace fuseboard {

QString problemOfKeeping(const QByteArray &content, const QString &name)
{
    const QFileInfo info(name);
    if (info.exists() && !info.isFile() && !info.isDir()) {
        QFile file(name);
        const bool written = file.open(QIODevice::WriteOnly | QIODevice::ExistingOnly | QIODevice::Unbuffered)
            && file.write(content) == content.size();
        return written ? QString() : file.errorString();
    }
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    return written ? QString() : file.errorString();
}

} // namespace fuseboard
