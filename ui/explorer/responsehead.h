// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace fuseboard {

class CallSession;
class FigureLabel;
class Pill;
class Scheduler;
class Theme;

/// The line above an answer: status, time, size, attempts, protocol; while a call runs, what it waits for.
class ResponseHead final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ResponseHead(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);

    void refresh(const CallSession &session);
    [[nodiscard]] bool canSendNow() const;
    [[nodiscard]] bool canSave() const;

Q_SIGNALS:
    void sendNowRequested();
    void saveRequested();
    void compareRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitFigures();
    void showRunning(const CallSession &session);
    void showEnded(const CallSession &session);

    const Scheduler &m_scheduler;
    Pill *m_status;
    FigureLabel *m_time;
    QLabel *m_size;
    Pill *m_attempts;
    Pill *m_protocol;
    QLabel *m_wait;
    QPushButton *m_sendNow;
    QPushButton *m_compare;
    QPushButton *m_save;
    bool m_canCompare = false;
};

} // namespace fuseboard
