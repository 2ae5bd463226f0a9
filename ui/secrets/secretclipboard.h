// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <QMimeData>
#include <QObject>
#include <QPointer>

namespace fuseboard {

/// Puts a secret on the clipboard for half a minute, with the marks that keep clipboard managers from remembering it.
/// What somebody has copied since stays. One for the whole program: dialogs close sooner.
class SecretClipboard final : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration lifetime = std::chrono::seconds(30);

    explicit SecretClipboard(Scheduler &scheduler, QObject *parent = nullptr);
    /// Clears as clear() does: nothing stays behind when the program ends.
    ~SecretClipboard() override;

    void copy(const QString &secret);
    /// That a secret was copied, and for how long: a sentence.
    [[nodiscard]] static QString notice();
    /// If the clipboard still holds the secret.
    void clear();

Q_SIGNALS:
    /// Nothing of it is on the clipboard any more; maybe because somebody has copied something else.
    void ended();

private:
    Scheduler &m_scheduler;
    QPointer<QMimeData> m_data; ///< the clipboard's; it goes when another one takes its place
    TimerHandle m_end;
};

} // namespace fuseboard
