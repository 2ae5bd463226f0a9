// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/indexedsecretstore.h"

#include "keychain/secretindex.h"

namespace fuseboard {

IndexedSecretStore::IndexedSecretStore(SecretStore &store, std::shared_ptr<SecretIndex> index,
                                       std::function<bool()> lasts)
    : m_store(store)
    , m_index(std::move(index))
    , m_lasts(std::move(lasts))
{
}

void IndexedSecretStore::read(const QString &key, ReadCallback done)
{
    // One that was stored before there was an index.
    m_store.read(key, [index = m_index, key, done = std::move(done)](const Result<QString> &value) {
        if (value)
            index->add(key);
        done(value);
    });
}

void IndexedSecretStore::write(const QString &key, const QString &value, DoneCallback done)
{
    m_index->add(key);
    m_store.write(key, value,
                  [index = m_index, tell = m_written, key, value, done = std::move(done)](const Result<void> &written) {
                      // Somebody may have asked for it meanwhile, when it was not there yet.
                      if (written)
                          index->add(key);
                      if (written && tell)
                          tell(key, value);
                      done(written);
                  });
}

void IndexedSecretStore::remove(const QString &key, DoneCallback done)
{
    m_store.remove(key, [index = m_index, lasts = m_lasts, key, done = std::move(done)](const Result<void> &removed) {
        if (removed && lasts())
            index->remove(key);
        done(removed);
    });
}

void IndexedSecretStore::contains(const QString &key, ContainsCallback done)
{
    m_store.contains(key, [index = m_index, lasts = m_lasts, key, done = std::move(done)](const Result<bool> &there) {
        if (there && *there)
            index->add(key);
        else if (there && lasts())
            index->remove(key);
        done(there);
    });
}

} // namespace fuseboard
