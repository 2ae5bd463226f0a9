// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretswap.h"

#include <QPointer>

namespace fuseboard {

SecretSwap::SecretSwap(QMap<QString, QString> secrets, SecretStore &store, std::function<Result<void>()> change,
                       QObject *parent)
    : QObject(parent)
    , m_secrets(std::move(secrets))
    , m_store(store)
    , m_change(std::move(change))
    , m_unread(m_secrets.keys())
    , m_unwritten(m_secrets.keys())
{
}

void SecretSwap::start()
{
    readNext();
}

void SecretSwap::readNext()
{
    if (m_unread.isEmpty())
        return writeNext();
    const QString key = m_unread.takeFirst();
    m_store.read(key, [self = QPointer(this), key](const Result<QString> &secret) {
        if (!self)
            return;
        const bool isMissing = !secret && secret.error().detail == ErrorDetail::SecretMissing;
        if (!secret && !isMissing) {
            Q_EMIT self->finished(secret.error());
            return;
        }
        self->m_before.insert(key, secret ? std::optional(*secret) : std::nullopt);
        self->readNext();
    });
}

void SecretSwap::writeNext()
{
    if (m_unwritten.isEmpty()) {
        m_outcome = m_change();
        return giveBackNext();
    }
    const QString key = m_unwritten.takeFirst();
    m_store.write(key, m_secrets.value(key), [self = QPointer(this), key](const Result<void> &written) {
        if (!self)
            return;
        if (written) {
            self->m_written.append(key);
            self->m_hasWritten = true;
            return self->writeNext();
        }
        self->m_outcome = written;
        self->giveBackNext();
    });
}

void SecretSwap::giveBackNext()
{
    if (m_outcome || m_written.isEmpty()) {
        Q_EMIT finished(m_outcome);
        return;
    }
    const QString key = m_written.takeLast();
    const auto goOn = [self = QPointer(this)](const Result<void> &) {
        if (self)
            self->giveBackNext();
    };
    if (const auto before = m_before.value(key))
        m_store.write(key, *before, goOn);
    else
        m_store.remove(key, goOn);
}

} // namespace fuseboard
