// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/authenticator.h"

#include "auth/basicauthenticator.h"
#include "auth/customauthenticator.h"
#include "auth/tokenauthenticator.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

class NoAuthenticator final : public Authenticator
{
public:
    Result<void> apply(Request &) const override { return {}; }
};

} // namespace

Authenticator::~Authenticator() = default;

Result<std::unique_ptr<Authenticator>> makeAuthenticator(ResolvedAuth auth)
{
    switch (auth.config.type) {
    case AuthType::None:
        return std::unique_ptr<Authenticator>(std::make_unique<NoAuthenticator>());
    case AuthType::ApiKey:
    case AuthType::Bearer:
    case AuthType::OAuth2:
        return std::unique_ptr<Authenticator>(std::make_unique<TokenAuthenticator>(std::move(auth)));
    case AuthType::Basic:
        return std::unique_ptr<Authenticator>(
            std::make_unique<BasicAuthenticator>(auth.config.username, auth.password));
    case AuthType::Custom:
        return std::unique_ptr<Authenticator>(std::make_unique<CustomAuthenticator>(std::move(auth)));
    }
    Q_UNREACHABLE();
}

void appendQueryItem(QUrl &url, const QString &name, const QString &value)
{
    QString query = url.query(QUrl::FullyEncoded);
    if (!query.isEmpty())
        query += u'&';
    query += QString::fromLatin1(QUrl::toPercentEncoding(name)) + u'='
        + QString::fromLatin1(QUrl::toPercentEncoding(value));
    url.setQuery(query, QUrl::StrictMode);
}

} // namespace fuseboard
