// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/dialogpages.h"

#include "clients/dialog/breakerdrawing.h"
#include "clients/dialog/connectionpage.h"
#include "clients/dialog/consequencecard.h"
#include "clients/dialog/limiterdrawing.h"
#include "clients/dialog/policypage.h"
#include "clients/dialog/retrydrawing.h"
#include "common/theme.h"
#include "config/draft/configtree.h"
#include "models/config/configdraft.h"
#include "models/config/fieldtables.h"
#include "models/config/knownapis.h"
#include "models/config/pipelinewording.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Gives the texts of the pages their context for translators.
class PageText
{
    Q_DECLARE_TR_FUNCTIONS(DialogPages)
};

/// A button beside the title with a menu of the APIs that are known, each with its fact.
void addKnownApis(ConfigPage *page, ConfigDraft &draft, void (*apply)(ConfigDraft &, const KnownApi &),
                  bool (*isOffered)(const KnownApi &))
{
    auto *button = new QPushButton(PageText::tr("Known API…"), page);
    button->setAutoDefault(false);
    button->setProperty("kind", u"menu"_s);
    button->setAccessibleName(PageText::tr("%1: settings of a known API").arg(page->title()));
    auto *menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const KnownApi &api : knownApis()) {
        if (!isOffered(api))
            continue;
        QAction *action = menu->addAction(PageText::tr("%1: %2").arg(api.name, api.fact));
        QObject::connect(action, &QAction::triggered, page, [page, &draft, &api, apply] {
            Q_EMIT page->aboutToChange(PageText::tr("Settings of %1: %2").arg(api.name, api.fact));
            apply(draft, api);
        });
    }
    button->setMenu(menu);
    page->addToHead(button);
}

template<class Section>
JsonValue presetTree(const std::optional<Section> &preset)
{
    return sectionTree(preset.value_or(Section()));
}

} // namespace

void applyKnownApi(ConfigDraft &draft, const KnownApi &api)
{
    if (draft.config().name.isEmpty())
        draft.setValue(u"name"_s, JsonValue::ofText(api.config.name));
    draft.setValue(u"base_url"_s, JsonValue::ofText(api.config.baseUrl.toString()));
    JsonValue auth = sectionTree(*api.config.auth);
    // The credentials that are there already stay.
    if (draft.isWritten(u"auth.token"_s))
        auth.append(u"token"_s, draft.value(u"auth.token"_s));
    draft.setSection(u"auth"_s, auth);
    if (const JsonValue *headers = configTree(api.config).find(u"default_headers"))
        draft.setValue(u"default_headers"_s, *headers);
    if (api.config.retry && api.config.retry->idempotencyKeys) {
        draft.switchOn(u"retry"_s);
        draft.setValue(u"retry.idempotency_keys"_s, JsonValue::ofFlag(true));
    }
    applyKnownLimit(draft, api);
}

void applyKnownLimit(ConfigDraft &draft, const KnownApi &api)
{
    if (api.config.rateLimit)
        draft.setSection(u"rate_limit"_s, sectionTree(*api.config.rateLimit));
}

ConfigPage *makeGeneralPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    auto *page = new ConfigPage(theme, draft, PageText::tr("General"), parent);
    addKnownApis(page, draft, applyKnownApi, [](const KnownApi &) { return true; });
    page->addFields(generalFieldInfos());
    return page;
}

ConfigPage *makeLimiterPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    auto *drawing = new LimiterDrawing(theme);
    auto *card = new ConsequenceCard(theme, PageText::tr("What this allows"), drawing);
    PolicyPage::Policy policy;
    policy.section = u"rate_limit"_s;
    policy.title = PageText::tr("Rate limit");
    policy.fields = limiterFieldInfos();
    policy.preset = [](const ClientConfig &config) { return presetOf(config.rateLimit); };
    policy.tree = [](PolicyPreset preset) { return presetTree(limiterPreset(preset)); };
    policy.consequence = card;
    policy.tellConsequence = [card, drawing](const ClientConfig &config) {
        const RateLimitConfig limit = config.rateLimit.value_or(RateLimitConfig());
        card->setSentence(wording::limiterSentence(limit));
        drawing->setForecast(limiterForecast(limit));
    };
    auto *page = new PolicyPage(theme, draft, policy, parent);
    addKnownApis(page, draft, applyKnownLimit, [](const KnownApi &api) { return api.config.rateLimit.has_value(); });
    return page;
}

ConfigPage *makeBreakerPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    auto *drawing = new BreakerDrawing(theme);
    auto *card = new ConsequenceCard(theme, PageText::tr("What it does"), drawing);
    PolicyPage::Policy policy;
    policy.section = u"circuit_breaker"_s;
    policy.title = PageText::tr("Circuit breaker");
    policy.fields = breakerFieldInfos();
    policy.more = breakerRateFieldInfos();
    policy.moreTitle = PageText::tr("By rate, and growing");
    policy.preset = [](const ClientConfig &config) { return presetOf(config.circuitBreaker); };
    policy.tree = [](PolicyPreset preset) { return presetTree(breakerPreset(preset)); };
    policy.consequence = card;
    policy.tellConsequence = [card, drawing](const ClientConfig &config) {
        const CircuitBreakerConfig breaker = config.circuitBreaker.value_or(CircuitBreakerConfig());
        card->setSentence(wording::breakerSentence(breaker));
        drawing->setConfig(breaker);
    };
    return new PolicyPage(theme, draft, policy, parent);
}

ConfigPage *makeRetryPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    auto *drawing = new RetryDrawing(theme);
    auto *card = new ConsequenceCard(theme, PageText::tr("What this comes to"), drawing);
    PolicyPage::Policy policy;
    policy.section = u"retry"_s;
    policy.title = PageText::tr("Retry");
    policy.fields = retryFieldInfos();
    policy.preset = [](const ClientConfig &config) { return presetOf(config.retry); };
    policy.tree = [](PolicyPreset preset) { return presetTree(retryPreset(preset)); };
    policy.consequence = card;
    policy.furtherCauses = {u"timeout"_s, u"total_timeout"_s};
    policy.tellConsequence = [card, drawing](const ClientConfig &config) {
        card->setSentence(wording::retrySentence(config));
        drawing->setForecast(retryForecast(config));
    };
    return new PolicyPage(theme, draft, policy, parent);
}

ConfigPage *makeTimeoutPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    auto *page = new ConfigPage(theme, draft, PageText::tr("Timeouts and pool"), parent);
    page->addFields(timeoutFieldInfos());
    return page;
}

ConfigPage *makeConnectionPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    return new ConnectionPage(theme, draft, parent);
}

ConfigPage *makeLoggingPage(const Theme &theme, ConfigDraft &draft, QWidget *parent)
{
    auto *page = new ConfigPage(theme, draft, PageText::tr("Logging"), parent);
    page->addFields(loggingFieldInfos());
    return page;
}

} // namespace fuseboard
