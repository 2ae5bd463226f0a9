// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/trafficplan.h"

#include <array>
#include <numeric>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr std::array orderRequests{
    PlannedRequest{"GET", "/orders", 5},
    PlannedRequest{"GET", "/orders/1042", 3},
    PlannedRequest{"POST", "/orders", 2},
};
constexpr std::array paymentRequests{
    PlannedRequest{"POST", "/payments", 3},
    PlannedRequest{"GET", "/payments", 1},
};
constexpr std::array githubRequests{
    PlannedRequest{"GET", "/search/repositories?q=circuit+breaker", 3},
    PlannedRequest{"GET", "/rate_limit", 1},
};
constexpr std::array weatherRequests{
    PlannedRequest{"GET", "/weather?city=Lisbon", 1},
};
constexpr std::array mixedRequests{
    PlannedRequest{"GET", "/everyday/orders", 60},   PlannedRequest{"GET", "/healthy/version", 12},
    PlannedRequest{"GET", "/slow/orders", 10},       PlannedRequest{"GET", "/flaky/orders", 10},
    PlannedRequest{"GET", "/auth/bearer/health", 4}, PlannedRequest{"GET", "/redirect/2", 2},
    PlannedRequest{"GET", "/gzip/orders", 2},        PlannedRequest{"GET", "/orders/none", 1},
};

constexpr std::array plans{
    TrafficPlan{u"orders-api", 9.5, 0.5, 20s, 1, 60, orderRequests},
    TrafficPlan{u"payments", 4.0, 0.2, 30s, 1, 20, paymentRequests},
    // Batches, so that the last of a quota is asked for by several at once and some are told 429.
    TrafficPlan{u"github", 4.4, 0.2, 40s, 7, 21, githubRequests},
    TrafficPlan{u"weather", 1.5, 0.9, 80s, 1, 10, weatherRequests},
    TrafficPlan{u"demo upstream", 40.0, 0.15, 25s, 1, 120, mixedRequests},
};

} // namespace

int TrafficPlan::totalWeight() const
{
    return std::accumulate(requests.begin(), requests.end(), 0,
                           [](int sum, const PlannedRequest &request) { return sum + request.weight; });
}

std::span<const TrafficPlan> trafficPlans()
{
    return plans;
}

} // namespace fuseboard
