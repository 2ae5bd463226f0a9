// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/knownapis.h"

#include "models/words.h"

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using wording::Words;

namespace {

KnownApi bearerApi(const QString &name, const QString &baseUrl, const QString &fact)
{
    KnownApi api{name, fact, {}};
    api.config.name = name.toLower();
    api.config.baseUrl = QUrl(baseUrl);
    api.config.auth = AuthConfig();
    api.config.auth->type = AuthType::Bearer;
    return api;
}

void limit(KnownApi &api, int requests, Duration window)
{
    api.config.rateLimit = RateLimitConfig();
    api.config.rateLimit->maxRequests = requests;
    api.config.rateLimit->window = window;
}

KnownApi cloudflare()
{
    KnownApi api = bearerApi(u"Cloudflare"_s, u"https://api.cloudflare.com/client/v4"_s,
                             Words::tr("1,200 requests in 5 minutes for each user."));
    limit(api, 1'200, 5min);
    return api;
}

KnownApi discord()
{
    KnownApi api = bearerApi(u"Discord"_s, u"https://discord.com/api/v10"_s,
                             Words::tr("50 requests a second for each bot, and limits of each route in its headers."));
    api.config.auth->type = AuthType::ApiKey;
    api.config.auth->tokenPrefix = u"Bot"_s;
    limit(api, 50, 1s);
    return api;
}

KnownApi gitHub()
{
    KnownApi api = bearerApi(u"GitHub"_s, u"https://api.github.com"_s,
                             Words::tr("5,000 requests an hour with a token, and no more than 100 at a time."));
    api.config.defaultHeaders = {{u"Accept"_s, u"application/vnd.github+json"_s},
                                 {u"X-GitHub-Api-Version"_s, u"2022-11-28"_s}};
    limit(api, 5'000, 1h);
    return api;
}

KnownApi gitLab()
{
    KnownApi api = bearerApi(u"GitLab"_s, u"https://gitlab.com/api/v4"_s,
                             Words::tr("2,000 requests a minute for each user of GitLab.com."));
    api.config.auth->type = AuthType::ApiKey;
    api.config.auth->tokenKey = u"PRIVATE-TOKEN"_s;
    limit(api, 2'000, 1min);
    return api;
}

KnownApi notion()
{
    KnownApi api = bearerApi(u"Notion"_s, u"https://api.notion.com/v1"_s, Words::tr("3 requests a second on average."));
    api.config.defaultHeaders = {{u"Notion-Version"_s, u"2022-06-28"_s}};
    limit(api, 3, 1s);
    return api;
}

KnownApi openAi()
{
    KnownApi api = bearerApi(u"OpenAI"_s, u"https://api.openai.com/v1"_s,
                             Words::tr("The limit depends on the account; its x-ratelimit headers tell it and are "
                                       "obeyed."));
    api.config.rateLimit = RateLimitConfig();
    return api;
}

KnownApi slack()
{
    KnownApi api = bearerApi(u"Slack"_s, u"https://slack.com/api"_s,
                             Words::tr("50 requests a minute for each method of tier 3; other tiers allow 1, 20 or "
                                       "100."));
    limit(api, 50, 1min);
    return api;
}

KnownApi stripe()
{
    KnownApi api = bearerApi(u"Stripe"_s, u"https://api.stripe.com/v1"_s,
                             Words::tr("100 requests a second in live mode, 25 in a sandbox; keys make POST safe to "
                                       "repeat."));
    limit(api, 25, 1s);
    api.config.retry = RetryConfig();
    api.config.retry->idempotencyKeys = true;
    return api;
}

} // namespace

const QList<KnownApi> &knownApis()
{
    static const QList<KnownApi> all{cloudflare(), discord(), gitHub(), gitLab(),
                                     notion(),     openAi(),  slack(),  stripe()};
    return all;
}

} // namespace fuseboard
