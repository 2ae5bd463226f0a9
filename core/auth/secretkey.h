// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// Under which name a secret lives in a SecretStore: "<id of the workspace>/<slug of the client>/<path of the field>",
/// as in "…/orders/auth.token". With the id in it, two workspaces never share a secret by accident, and one keeps its
/// secrets when it is renamed or moved. A value.
class SecretKey
{
public:
    SecretKey() = default;
    static SecretKey ofClient(const QString &workspaceId, const QString &slug, const QString &field = {});
    static SecretKey ofEnvironment(const QString &workspaceId, const QString &slug, const QString &variable = {});
    /// For a client that belongs to no workspace, as in a program that makes one itself: "orders/auth.token".
    static SecretKey ofName(const QString &clientName, const QString &field = {});
    /// What text() was made of, for a client or an environment of a workspace; null for what was not.
    static SecretKey fromText(const QString &text);

    /// The owner that is a part of this one: the secrets of both stand apart.
    [[nodiscard]] SecretKey within(const QString &part) const;
    /// Another secret of the same owner.
    [[nodiscard]] SecretKey withField(const QString &field) const;
    [[nodiscard]] bool isNull() const { return m_owner.isEmpty(); }
    [[nodiscard]] const QString &field() const { return m_field; }
    [[nodiscard]] bool isIn(const QString &workspaceId) const;
    /// Of the client or the environment that it belongs to; empty where it belongs to no workspace.
    [[nodiscard]] QString slug() const;
    [[nodiscard]] bool isOfEnvironment() const;
    /// Made by within().
    [[nodiscard]] bool isOfPart() const;
    /// What a SecretStore is asked with. Different keys have different texts.
    [[nodiscard]] QString text() const { return m_owner + u'/' + m_field; }

    friend bool operator==(const SecretKey &, const SecretKey &) = default;

private:
    SecretKey(QString owner, QString field)
        : m_owner(std::move(owner))
        , m_field(std::move(field))
    {
    }

    QString m_owner;
    QString m_field;
};

} // namespace fuseboard
