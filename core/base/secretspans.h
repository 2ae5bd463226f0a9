// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace fuseboard {

/// Where in a text a value stands that is secret by its name.
struct SecretSpan
{
    qsizetype begin = 0;
    qsizetype length = 0; ///< without quotes

    friend bool operator==(const SecretSpan &, const SecretSpan &) = default;
};

using IsSecretName = std::function<bool(const QString &name)>;

/// The values of JSON members whose names are secret, texts and numbers, wherever in the text they stand. The text need
/// not be whole, nor JSON throughout: what is cut off in a value is part of it.
QList<SecretSpan> secretJsonSpans(QStringView text, const IsSecretName &isSecret);

/// The same for a form: name=value&name=value, percent-encoded.
QList<SecretSpan> secretFormSpans(QStringView text, const IsSecretName &isSecret);

/// The same for URLs, relative ones too, as headers hold them: in queries and fragments, and user info as a whole. A
/// value that is secret goes as far as it may: "?code=a?b" has one that is "a?b". Where some stand in <>, as in Link,
/// it ends there at the latest.
QList<SecretSpan> secretUrlSpans(QStringView text, const IsSecretName &isSecret);

/// What a JSON text between its quotes means; as it is where it is none.
QString jsonUnescaped(QStringView text);

} // namespace fuseboard
