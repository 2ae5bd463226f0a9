// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the credentials of a client hide beside themselves.

#include "auth/authmanager.h"

namespace fuseboard {

void AuthManager::hideHeaderValue(const QString &value)
{
    m_redactor->hide([&value](Redactor &redactor) { redactor.addHeaderValue(value); });
}

void AuthManager::hideSecrets(const QStringList &values)
{
    m_redactor->hide([&values](Redactor &redactor) {
        for (const QString &value : values)
            redactor.addSecret(value);
    });
}

void AuthManager::hidePassingSecrets(const QStringList &values)
{
    m_redactor->learnValues(values);
}

void AuthManager::hideCookies(const QStringList &values)
{
    m_redactor->learnCookies(values);
}

void AuthManager::hideSecretsOf(const AuthManager &other)
{
    m_redactor->learnFrom(other.m_redactor);
}

} // namespace fuseboard
