// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/scenariotable.h"

#include "upstream/scenarios/authscenario.h"
#include "upstream/scenarios/bodyanswers.h"
#include "upstream/scenarios/brokenanswers.h"
#include "upstream/scenarios/burstscenario.h"
#include "upstream/scenarios/flakyscenario.h"
#include "upstream/scenarios/latencyscenario.h"
#include "upstream/scenarios/limitedscenario.h"
#include "upstream/scenarios/oauthscenario.h"
#include "upstream/scenarios/redirectscenario.h"
#include "upstream/scenarios/scriptedscenario.h"

#include <array>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

using Made = std::unique_ptr<Scenario>;

template<ScriptedScenario::Script script>
Made scripted()
{
    return std::make_unique<ScriptedScenario>(script);
}

constexpr std::array<ScenarioEntry, 23> allScenarios{{
    {"healthy", [] { return Made(new LatencyScenario(0ms, 0)); }},
    {"everyday", [] { return Made(new LatencyScenario(35ms, 0.35)); }},
    {"slow", [] { return Made(new LatencyScenario(150ms, 0.9)); }},
    {"bursts",
     [] {
         return Made(new BurstScenario({45s, 12s, 8s, 40ms}));
     }},
    {"hiccups",
     [] {
         return Made(new BurstScenario({30s, 6s, 15s, 60ms}));
     }},
    {"flaky", [] { return Made(new FlakyScenario); }},
    {"limited", [] { return Made(new LimitedScenario(LimitedScenario::RetryAfter::Seconds)); }},
    {"limited-date", [] { return Made(new LimitedScenario(LimitedScenario::RetryAfter::Date)); }},
    {"auth", [] { return Made(new AuthScenario); }},
    {"oauth", [] { return Made(new OAuthScenario); }},
    {"redirect", [] { return Made(new RedirectScenario); }},
    {"big", scripted<answerBig>},
    {"gzip", scripted<answerGzip>},
    {"drip", scripted<answerByDrip>},
    {"half", scripted<answerByHalf>},
    {"close", scripted<answerByClosing>},
    {"reset", scripted<answerByReset>},
    {"hang", scripted<answerBySilence>},
    {"ssh", scripted<answerInSsh>, sshGreeting},
    {"wrong-length", scripted<answerWithSurplus>},
    {"bad-chunk", scripted<answerWithBadChunk>},
    {"many-headers", scripted<answerWithTooManyFields>},
    {"interim", scripted<answerAfterInterim>},
}};

} // namespace

std::span<const ScenarioEntry> scenarioTable()
{
    return allScenarios;
}

} // namespace fuseboard
