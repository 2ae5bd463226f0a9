// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <cstdio>

namespace fuseboard {

/// Standard output and standard error. Survives a reader who goes away, as "| head" does.
class Terminal final : public QObject
{
    Q_OBJECT

public:
    explicit Terminal(std::FILE *out = stdout, std::FILE *err = stderr, QObject *parent = nullptr);

    // Text may name what others wrote, so that none of its characters but the newline steers the screen: control,
    // bidirectional and invisible ones become visible escapes (ADVERSARIAL G16).

    /// One line, or several joined by newlines; the last newline is added.
    void print(const QString &text);
    /// The same on standard error.
    void warn(const QString &text);
    /// As they are.
    void printBytes(const QByteArray &bytes);
    /// Replaces the present line of standard error where that is a screen; does nothing elsewhere.
    void showProgress(const QString &text);
    void clearProgress();

    /// Standard error is a screen.
    [[nodiscard]] bool isInteractive() const { return m_interactive; }
    /// Standard output is a screen.
    [[nodiscard]] bool isOutputScreen() const { return m_outputScreen; }
    /// The width of that screen in characters; 0 where it is none or does not tell.
    [[nodiscard]] int columns() const;
    /// Something could not be written to standard output, and not because its reader had left: the results are not
    /// all there. warn() has told it.
    [[nodiscard]] bool hasLostOutput() const { return m_lostOutput; }
    /// Who read standard output has left, and has got what he wanted.
    [[nodiscard]] bool hasReaderLeft() const { return m_broken && !m_lostOutput; }

Q_SIGNALS:
    /// Standard output takes nothing more; once, from the event loop.
    void broken();

private:
    std::FILE *m_out;
    std::FILE *m_err;
    bool m_interactive;
    bool m_outputScreen;
    bool m_broken = false;
    bool m_lostOutput = false;
    bool m_progressShown = false;
};

} // namespace fuseboard
