// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"
#include "config/clientconfig.h"
#include "config/json/jsonvalue.h"
#include "interchange/placeholders.h"

#include <QHash>

namespace fuseboard {

/// A client as it may be handed on: the one place that decides what of it is secret, for all that is exported. (S05)
///
/// Secret are the fields that the configuration calls so, the values of extra_params, and what stands under a secret
/// name in default headers, in queries of URLs and in unknown fields; or holds a text that is secret elsewhere in the
/// client. References and {{variables}} are none. In the place of a secret stands a reference to the keychain; where
/// only text can stand, a {{variable}} by the name that Placeholders would give it: ORDERS_DEFAULT_HEADERS_X_API_KEY.
class SharedClient
{
public:
    explicit SharedClient(const ClientConfig &written);
    SharedClient(ClientConfig written, Placeholders placeholders);

    /// With nothing of a secret in it.
    [[nodiscard]] const ClientConfig &config() const { return m_config; }
    [[nodiscard]] const Placeholders &placeholders() const { return m_placeholders; }
    /// Those of the configuration, in their order; secret values are read from the environment.
    [[nodiscard]] QList<QPair<QString, Template>> defaultHeaders() const;
    /// One of its URLs, with what was secret in its query read from the environment.
    [[nodiscard]] Template url(const ConfigUrl &url) const { return withVariables(url.text()); }

private:
    void learn();
    void referHeaders();
    void referParams();
    void refer(ConfigUrl &url, const QString &path);
    void refer(UnknownFields &fields) const;
    /// Whether something was secret in it.
    bool refer(JsonValue &value, const QString &name) const;
    [[nodiscard]] bool isTelling(const QString &name, const QString &text) const;
    /// What stands where a text at that path was secret.
    [[nodiscard]] QString reference(const QString &path);
    /// A text with the variables of the environment where references of ours stand.
    [[nodiscard]] Template withVariables(const QString &text) const;

    ClientConfig m_config;
    Placeholders m_placeholders;
    Redactor m_known; // the secrets of the client
    QHash<QString, QString> m_paths; // of what was secret, by the {{variable}} in its place
};

} // namespace fuseboard
