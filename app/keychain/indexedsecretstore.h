// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <functional>
#include <memory>

namespace fuseboard {

class SecretIndex;

/// A SecretStore that notes in a SecretIndex what is in another one, so that nothing stays there unseen: a secret's key
/// is noted before the secret is stored, and goes when the store has said that the secret is not there.
class IndexedSecretStore final : public SecretStore
{
public:
    /// lasts: whether what the store says now is true of what outlives the program; asked when it has answered. The
    /// store must outlive this.
    IndexedSecretStore(SecretStore &store, std::shared_ptr<SecretIndex> index, std::function<bool()> lasts);

    /// Called with what was stored, when that is done; once.
    void setWritten(std::function<void(const QString &key, const QString &value)> written)
    {
        m_written = std::move(written);
    }

    void read(const QString &key, ReadCallback done) override;
    void write(const QString &key, const QString &value, DoneCallback done) override;
    void remove(const QString &key, DoneCallback done) override;
    void contains(const QString &key, ContainsCallback done) override;

private:
    SecretStore &m_store;
    const std::shared_ptr<SecretIndex> m_index; // of the answers, too
    const std::function<bool()> m_lasts;
    std::function<void(const QString &key, const QString &value)> m_written;
};

} // namespace fuseboard
