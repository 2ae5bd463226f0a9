// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <csignal>

#include <sys/resource.h>

namespace fuseboard {

/// While it stands no file of this program can grow beyond so many bytes: writing fails as on a disk without room.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // so that writing fails and does not kill
        m_holds = ::getrlimit(RLIMIT_FSIZE, &m_room) == 0;
        rlimit little = m_room;
        little.rlim_cur = bytes;
        m_holds = m_holds && ::setrlimit(RLIMIT_FSIZE, &little) == 0;
    }
    ~FileSizeLimit() { lift(); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

    [[nodiscard]] bool holds() const { return m_holds; }
    void lift()
    {
        if (m_holds && ::setrlimit(RLIMIT_FSIZE, &m_room) != 0)
            qFatal("the limit of files stays");
        m_holds = false;
    }

private:
    rlimit m_room{};
    bool m_holds = false;
};

} // namespace fuseboard
#endif
