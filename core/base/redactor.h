// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/secretsearch.h"
#include "base/secretspans.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QUrl>

#include <optional>

namespace fuseboard {

/// How a text that carries named values is written: JSON, or anything else that may hold some, or as a form.
enum class PayloadKind { Text, Form };

/// The one place where secrets are taken out of text that leaves the engine: logs, errors, timelines, exports.
///
/// Two nets: known values (every live secret in all the ways of SecretPattern, in hex, and in Base64 wherever it lies
/// within the encoded data) and known names (header and query names that carry credentials by convention or by
/// configuration).
/// What is found becomes "•••". Values of fewer than four characters are only caught by name, or everything would be
/// redacted.
class Redactor
{
public:
    /// A live secret: from now on it is replaced wherever it occurs.
    void addSecret(const QString &value);
    /// A header's value and what in it may be a credential by itself: what follows "Bearer", and the values of items
    /// such as cookies.
    void addHeaderValue(const QString &value);
    /// A header or query name whose values are secret, in any case: "X-API-Key".
    void addSecretName(const QString &name);

    /// What of a body or a query stands under a secret name: servers send back what they got.
    void addPayload(const QString &text, PayloadKind kind);

    /// Knows from now on what old knows too: answers to what was sent with its secrets may still come. Of those that
    /// old has inherited itself, what the last fifteen before it have learned: whoever changes a token every minute
    /// must not pay for all of them for ever.
    void inherit(const Redactor &old);

    /// Knows from now on, as its own, what another one knows beside it.
    void add(const Redactor &other);

    /// Whether a header by this name carries credentials.
    [[nodiscard]] bool isSecretName(QStringView name) const;
    [[nodiscard]] QString text(const QString &text) const;
    /// Without user info, with masked values of secret items of query and fragment, and known secrets replaced in the
    /// rest.
    [[nodiscard]] QString url(const QUrl &url) const;
    /// The value of a header field, whole or masked by name; where it is a URL, as Location, masked as url() does it.
    [[nodiscard]] QString headerValue(QStringView name, const QByteArray &value) const;

    /// A body, whole or its beginning: known secrets replaced, and what stands in it under a secret name masked.
    [[nodiscard]] QString payload(const QString &text, PayloadKind kind) const;
    /// Whether something stands in it under a secret name, or a known secret.
    [[nodiscard]] bool isTelling(const QString &text, PayloadKind kind) const;
    /// A text that was cut, without what may be the first part of a secret at its end: four characters of it or more.
    [[nodiscard]] QString withoutBegun(const QString &text) const;
    /// No secret takes more characters, however it is written: the end of a text that was cut may be that much of one.
    [[nodiscard]] qsizetype longestForm() const;

    /// What stands for a secret.
    static QString mask();

private:
    void addPattern(const QString &plain, int generation);
    [[nodiscard]] bool isSecretItem(const QString &name) const;
    [[nodiscard]] QList<SecretSpan> spansOf(QStringView text, PayloadKind kind) const;
    [[nodiscard]] QString masked(const QString &text, const QList<SecretSpan> &spans) const;
    [[nodiscard]] std::optional<QString> maskedItems(const QString &parameters) const;

    QSet<QString> m_names; // lower case
    SecretSearch m_search;
    QHash<QString, int> m_learned; // what is searched for, and in which generation it was learned last
    int m_generation = 0; // of those who inherited from one another and learned something
};

} // namespace fuseboard
