// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QNetworkAccessManager>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace fuseboard {

/// A user at a browser: keeps cookies, follows redirects, fills in the forms of a sign-in's pages and sends them, until
/// a page comes without one.
class FormBrowser final
{
public:
    FormBrowser();
    ~FormBrowser();

    /// Where it goes after filling in its user's name and password on every page that asks. The text of the last page.
    QString signIn(const QUrl &page);
    /// The same, but leaves at the first page with a link whose address ends with this text: "/abort".
    QString leaveBy(const QString &linkEnd, const QUrl &page);
    /// Looks at a redirect to a page of this machine's own before going there; what it returns is where it goes.
    void setReturn(std::function<QUrl(const QUrl &)> change) { m_change = std::move(change); }
    /// Of the last page.
    [[nodiscard]] int status() const { return m_status; }

private:
    QString walk(QUrl page, const QString &linkEnd);
    [[nodiscard]] QString fetch(const QUrl &page, const std::optional<QByteArray> &form);

    QNetworkAccessManager m_network;
    std::function<QUrl(const QUrl &)> m_change;
    QUrl m_here;
    int m_status = 0;
};

} // namespace fuseboard
