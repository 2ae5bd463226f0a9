// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/pausefile.h"

#include "workspace/files/durablefile.h"
#include "workspace/files/systemfilesystem.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace fuseboard {

namespace {

constexpr qint64 mostBytes = 64 * 1024;

} // namespace

PauseFile::PauseFile(const ClientConfig &config)
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    const QByteArray client = config.name.toUtf8() + '\n' + config.baseUrl.toEncoded();
    if (!cache.isEmpty())
        m_path = QStringLiteral("%1/fuseboard/pauses/%2.json")
                     .arg(cache, QString::fromLatin1(PolicyState::fingerprint(client)));
}

PolicyState PauseFile::read() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return PolicyState::fromJson(file.read(mostBytes)).value_or(PolicyState());
}

void PauseFile::write(const PolicyState &state) const
{
    if (m_path.isEmpty())
        return;
    if (state.pauses.isEmpty()) {
        QFile::remove(m_path);
        return;
    }
    SystemFileSystem files;
    if (makeFolders(files, QFileInfo(m_path).path(), {}))
        (void)replaceFile(files, m_path, state.toJson());
}

} // namespace fuseboard
