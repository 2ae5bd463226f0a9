// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace fuseboard {

/// Ctrl+C, and the polite request to end (SIGTERM), as a signal of the event loop, from arm() on: before that, and from
/// the second one on, they end the process at once, as everywhere. A window is also asked by SIGHUP, when the session
/// that it belongs to ends. One object in a process.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

    enum class HangUp {
        Ends, ///< at once, as everywhere
        Asks, ///< like the others, unless it was ignored, as nohup does
    };

    void arm(HangUp hangUp = HangUp::Ends);

    /// To be called before anything is opened: a standard stream that was closed gets a stand-in that fails, or the
    /// next file or connection would take its number, and what is printed would go there.
    static void keepStandardStreams();

Q_SIGNALS:
    void triggered();

private:
    void arrived();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace fuseboard
