// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <QMap>
#include <QObject>

#include <functional>
#include <optional>

namespace fuseboard {

/// Stores secrets together with the change that needs them: all of them and the change, or nothing of it. Destroying it
/// ends in silence, with what is done done.
class SecretSwap final : public QObject
{
    Q_OBJECT

public:
    /// secrets: by their keys in the store, which must outlive it. change is called once, when all of them are stored.
    SecretSwap(QMap<QString, QString> secrets, SecretStore &store, std::function<Result<void>()> change,
               QObject *parent = nullptr);

    /// To be called once.
    void start();
    /// Whether the store has held something else meanwhile.
    [[nodiscard]] bool hasWritten() const { return m_hasWritten; }

Q_SIGNALS:
    /// Exactly once, before start() returns where the store answers at once: success, or why nothing was changed. The
    /// store has again what it had before, as far as it lets that be written.
    void finished(const fuseboard::Result<void> &outcome);

private:
    void readNext();
    void writeNext();
    void giveBackNext();

    const QMap<QString, QString> m_secrets;
    SecretStore &m_store;
    const std::function<Result<void>()> m_change;
    QStringList m_unread;
    QStringList m_unwritten;
    QStringList m_written;
    QMap<QString, std::optional<QString>> m_before; // nothing: there was none
    Result<void> m_outcome;
    bool m_hasWritten = false;
};

} // namespace fuseboard
