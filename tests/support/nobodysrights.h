// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <QDir>
#include <QFileInfo>

#include <unistd.h>

namespace fuseboard {

/// Permissions do not bind root, so it takes the rights of nobody for a while. The saved user id leads back.
class NobodysRights
{
public:
    NobodysRights()
        : m_held(!m_wasRoot || (::setreuid(nobody, uid_t(-1)) == 0 && ::seteuid(nobody) == 0))
    {
    }
    /// For a QTemporaryDir that nobody reaches too: not each machine's folder for temporary files is open to all.
    [[nodiscard]] static QString folderTemplate()
    {
        QString open = QDir::tempPath();
        for (const char *other : {"/var/tmp", "/dev/shm"}) {
            if (QFileInfo(open).permission(QFileDevice::ExeOther))
                break;
            open = QString::fromLatin1(other);
        }
        return open + QStringLiteral("/tst-XXXXXX");
    }
    [[nodiscard]] bool held() const { return m_held; }
    void giveBack() const
    {
        if (m_wasRoot && (::seteuid(0) != 0 || ::setreuid(0, uid_t(-1)) != 0))
            qFatal("cannot be root again");
    }

private:
    static constexpr uid_t nobody = 65534;
    bool m_wasRoot = ::geteuid() == 0;
    bool m_held;
};

} // namespace fuseboard
#endif
