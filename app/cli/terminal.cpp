// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/terminal.h"

#include "models/figures.h"

#include <QMetaObject>

#include <cerrno>
#include <limits>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace fuseboard {

namespace {

bool isScreen(std::FILE *file)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(file)) != 0;
#else
    return ::isatty(::fileno(file)) != 0;
#endif
}

QByteArray safeLines(const QString &text)
{
    QByteArray bytes;
    for (const QStringView line : QStringView(text).split(u'\n'))
        bytes += wording::printable(line.toString(), std::numeric_limits<qsizetype>::max() - 1).toUtf8() + '\n';
    return bytes;
}

bool writeAll(std::FILE *file, const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, file) == size && std::fflush(file) == 0;
}

} // namespace

Terminal::Terminal(std::FILE *out, std::FILE *err, QObject *parent)
    : QObject(parent)
    , m_out(out)
    , m_err(err)
    , m_interactive(isScreen(err))
    , m_outputScreen(isScreen(out))
{
}

int Terminal::columns() const
{
#ifdef Q_OS_UNIX
    winsize size{};
    if (m_outputScreen && ::ioctl(::fileno(m_out), TIOCGWINSZ, &size) == 0)
        return size.ws_col;
#endif
    return 0;
}

void Terminal::print(const QString &text)
{
    printBytes(safeLines(text));
}

void Terminal::printBytes(const QByteArray &bytes)
{
    clearProgress();
    if (m_broken)
        return;
    errno = 0;
    if (writeAll(m_out, bytes))
        return;
    const int cause = errno;
    m_broken = true;
    m_lostOutput = cause != EPIPE; // which is how one hears of a reader who leaves, as head does
    if (m_lostOutput)
        warn(tr("fuseboard-cli: Standard output cannot be written: %1.").arg(qt_error_string(cause)));
    QMetaObject::invokeMethod(this, &Terminal::broken, Qt::QueuedConnection);
}

void Terminal::warn(const QString &text)
{
    clearProgress();
    writeAll(m_err, safeLines(text));
}

void Terminal::showProgress(const QString &text)
{
    if (!m_interactive)
        return;
    writeAll(m_err, "\r\x1b[2K" + text.toUtf8());
    m_progressShown = true;
}

void Terminal::clearProgress()
{
    if (std::exchange(m_progressShown, false))
        writeAll(m_err, "\r\x1b[2K");
}

} // namespace fuseboard
