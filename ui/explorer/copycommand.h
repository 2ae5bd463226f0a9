// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/snippetrequest.h"
#include "requests/requestbuilder.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace fuseboard {

class ApiClient;
class CopyAsMenu;
class SecretClipboard;
class SendingMeans;

/// "Copy as" for the request in front: as it would be sent, with placeholders for its secrets, or with those where
/// somebody has asked for them.
class CopyCommand final : public QObject
{
    Q_OBJECT

public:
    /// The request in front, built to be sent.
    struct Front
    {
        QString clientId;
        BuiltRequest built;
    };
    /// Nothing where it cannot be sent: the problem is a sentence then, and empty where there is no request.
    using Find = std::function<std::optional<Front>(QString &problem)>;

    /// Means and page must outlive it.
    CopyCommand(const SendingMeans &means, Find find, QWidget *page);

    [[nodiscard]] CopyAsMenu *menu() const { return m_menu; }
    /// Where secrets may be copied to, and must outlive it; until then they are not offered.
    void setSecretClipboard(SecretClipboard &clipboard);

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);
    /// So does this, on what cannot be copied.
    void failed(const QString &text);

private:
    /// The request with its whole URL, and who would send it.
    struct Whole
    {
        QPointer<ApiClient> client;
        ClientConfig config; // with the credentials that count
        Request request;
        BodySource source; // of its body
        bool hasOwnAuth = false;
    };
    using Use = std::function<void(const SnippetRequest &)>;

    [[nodiscard]] std::optional<Whole> whole();
    [[nodiscard]] std::optional<SnippetRequest> redacted();
    [[nodiscard]] QString withoutSecrets(const QString &text) const;
    void reveal(const Use &use);
    void revealSigned(const Whole &whole, const Use &use);

    const SendingMeans &m_means;
    const Find m_find;
    QPointer<ApiClient> m_client; // that of the request that was copied last
    CopyAsMenu *m_menu;
};

} // namespace fuseboard
