// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/folderwrites.h"

#include <QFile>

#ifdef Q_OS_LINUX
#include <QSocketNotifier>

#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace fuseboard {

#ifdef Q_OS_LINUX

FolderWrites::FolderWrites(QObject *parent)
    : QObject(parent)
    , m_queue(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_queue < 0) // too many by one user: others are noticed when the window comes to the front
        return;
    auto *notifier = new QSocketNotifier(m_queue, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &FolderWrites::read);
}

FolderWrites::~FolderWrites()
{
    delete findChild<QSocketNotifier *>(); // before what it looks at is closed
    if (m_queue >= 0)
        ::close(m_queue);
}

void FolderWrites::watch(const QString &folder)
{
    const int watch = m_queue < 0
        ? -1
        : ::inotify_add_watch(m_queue, QFile::encodeName(folder).constData(), IN_CLOSE_WRITE | IN_ONLYDIR);
    if (watch >= 0)
        m_folders.insert(watch, folder);
}

void FolderWrites::read()
{
    QByteArray events(64 * 1024, Qt::Uninitialized);
    const ssize_t size = ::read(m_queue, events.data(), static_cast<size_t>(events.size()));
    for (ssize_t at = 0; at < size;) {
        inotify_event event{};
        std::memcpy(&event, events.constData() + at, sizeof event);
        const char *name = events.constData() + at + sizeof event;
        at += static_cast<ssize_t>(sizeof event + event.len);
        if ((event.mask & IN_Q_OVERFLOW) != 0)
            Q_EMIT missed();
        else if ((event.mask & IN_IGNORED) != 0)
            m_folders.remove(event.wd); // it has gone
        else if (event.len > 0 && m_folders.contains(event.wd))
            Q_EMIT written(m_folders.value(event.wd) + u'/' + QFile::decodeName(name));
    }
}

#else

FolderWrites::FolderWrites(QObject *parent)
    : QObject(parent)
{
}

FolderWrites::~FolderWrites() = default;

void FolderWrites::watch(const QString &) { }

void FolderWrites::read() { }

#endif

} // namespace fuseboard
