// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/secret.h"
#include "interchange/template.h"

#include <QHash>

namespace fuseboard {

/// How the secrets of one client stand in what is exported: by the name of an environment variable. That of the
/// configuration where it names one; else one made of the client's name and the field, ORDERS_API_AUTH_TOKEN. Text
/// that was asked for, and only that, stands as it is.
class Placeholders
{
public:
    /// revealed: the text of fields by their path ("auth.token"), where the user asked to have them in it.
    explicit Placeholders(const QString &clientName, QHash<QString, QString> revealed = {});

    /// Of a secret at a path like "auth.client_secret". Empty for one that is not set.
    [[nodiscard]] Template of(const Secret &secret, const QString &path) const;
    /// Of what no configuration holds, like an access token.
    [[nodiscard]] Template of(const QString &path) const;
    /// The variable's name: upper-case letters, digits and '_', beginning with a letter.
    [[nodiscard]] QString variableName(const QString &path) const;

    /// Whether that holds the client's name: one without a letter or digit of ASCII shares its variables with others.
    [[nodiscard]] bool namesClient() const { return m_prefix != sharedPrefix; }

private:
    static constexpr QLatin1StringView sharedPrefix{"API_"};

    QString m_prefix;
    QHash<QString, QString> m_revealed;
};

} // namespace fuseboard
