// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// One Set-Cookie field of an answer, as it was sent (RFC 6265): empty is what it does not say.
struct CookieRow
{
    QByteArray name;
    QByteArray value;
    QByteArray domain;
    QByteArray path;
    QByteArray expires; ///< Expires, or Max-Age with its unit
    QByteArray flags; ///< "Secure, HttpOnly, SameSite=Lax"

    friend bool operator==(const CookieRow &, const CookieRow &) = default;
};

[[nodiscard]] CookieRow parseSetCookie(const QByteArray &field);

/// The cookies that an answer sets, for reading.
class CookiesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, DomainColumn, PathColumn, ExpiresColumn, FlagsColumn };

    explicit CookiesModel(QObject *parent = nullptr);

    void setHeaders(const Headers &headers);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The display is one safe line; the tool tip holds more of a long value.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<CookieRow> m_cookies;
};

} // namespace fuseboard
