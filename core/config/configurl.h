// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUrl>

namespace fuseboard {

/// A URL of a configuration: whole, or a text with {{variables}} that is one only when they have their values. Such a
/// one is an empty QUrl, so that nothing can be sent to it.
class ConfigUrl : public QUrl
{
public:
    ConfigUrl() = default;
    ConfigUrl(const QUrl &url) // NOLINT(google-explicit-constructor): a URL is a configured URL
        : QUrl(url)
    {
    }
    /// The text as it is written: "https://{{host}}/v1".
    static ConfigUrl withVariables(const QString &text)
    {
        ConfigUrl url;
        url.m_template = text;
        return url;
    }

    [[nodiscard]] bool hasVariables() const { return !m_template.isEmpty(); }
    [[nodiscard]] bool isSet() const { return hasVariables() || !isEmpty(); }
    /// As it is written to a file.
    [[nodiscard]] QString text() const { return hasVariables() ? m_template : toString(QUrl::FullyEncoded); }

    friend bool operator==(const ConfigUrl &one, const ConfigUrl &other)
    {
        return one.m_template == other.m_template && static_cast<const QUrl &>(one) == static_cast<const QUrl &>(other);
    }
    friend bool operator==(const ConfigUrl &one, const QUrl &other) { return one == ConfigUrl(other); }

private:
    QString m_template;
};

} // namespace fuseboard
