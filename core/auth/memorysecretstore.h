// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <QHash>

namespace fuseboard {

/// Secrets kept until the process ends: tests, the command line, and machines without a keychain.
class MemorySecretStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override;
    void write(const QString &key, const QString &value, DoneCallback done) override;
    void remove(const QString &key, DoneCallback done) override;

private:
    QHash<QString, QString> m_values;
};

} // namespace fuseboard
