// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interrupt.h"

#include <QSocketNotifier>

#include <atomic>

#ifdef Q_OS_WIN
#include <QMetaObject>
#include <windows.h>
#else
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace fuseboard {

#ifdef Q_OS_WIN

namespace {

// The system calls a plain function in a thread of its own; there is no other way to it.
std::atomic<Interrupt *> theInterrupt{nullptr};

BOOL WINAPI onConsoleControl(DWORD event)
{
    Interrupt *interrupt = event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT ? theInterrupt.exchange(nullptr)
                                                                              : nullptr;
    if (!interrupt)
        return FALSE;
    QMetaObject::invokeMethod(interrupt, &Interrupt::triggered, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
}

void Interrupt::arm(HangUp)
{
    if (!theInterrupt.exchange(this))
        ::SetConsoleCtrlHandler(onConsoleControl, TRUE);
}

Interrupt::~Interrupt()
{
    ::SetConsoleCtrlHandler(onConsoleControl, FALSE);
    theInterrupt = nullptr;
}

void Interrupt::arrived() { }

void Interrupt::keepStandardStreams() { }

#else

namespace {

// A signal handler gets no argument and may hardly do more than write a byte: hence the pipe, and hence static.
std::atomic<int> wakeDescriptor{-1};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void onSignal(int number)
{
    std::signal(number, SIG_DFL); // the next one ends the process
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(wakeDescriptor.load(), &byte, 1);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    std::signal(SIGPIPE, SIG_IGN); // a failed write says it as well
}

void Interrupt::arm(HangUp hangUp)
{
    int ends[2];
    if (m_notifier || ::pipe(ends) != 0)
        return;
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    wakeDescriptor = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interrupt::arrived);
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    if (hangUp == HangUp::Asks && std::signal(SIGHUP, onSignal) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN);
}

Interrupt::~Interrupt()
{
    if (!m_notifier)
        return;
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        if (std::signal(number, SIG_DFL) == SIG_IGN)
            std::signal(number, SIG_IGN);
    }
    ::close(wakeDescriptor.exchange(-1));
    const auto descriptor = static_cast<int>(m_notifier->socket());
    m_notifier.reset();
    ::close(descriptor);
}

void Interrupt::keepStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1) // the lowest number that is free is this one
            [[maybe_unused]]
            const int standIn = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

void Interrupt::arrived()
{
    char byte = 0;
    [[maybe_unused]] const auto got = ::read(static_cast<int>(m_notifier->socket()), &byte, 1);
    Q_EMIT triggered();
}

#endif

} // namespace fuseboard
