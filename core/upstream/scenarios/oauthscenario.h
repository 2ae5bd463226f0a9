// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/scenario.h"
#include "upstream/scenarios/oauthgrants.h"

namespace fuseboard {

/// An authorization server and the API that it guards. /token grants and rotates, /revoke voids all access tokens
/// before their time, /authorize agrees at once and sends the browser back, /device begins a device flow, /api is the
/// sample service for who brings a good token.
class OAuthScenario final : public Scenario
{
public:
    UpstreamAnswer answer(const UpstreamRequest &request, ScenarioContext &context) override;

private:
    [[nodiscard]] UpstreamAnswer token(const UpstreamRequest &request, const ScenarioContext &context);
    [[nodiscard]] UpstreamAnswer authorize(const UpstreamRequest &request, const QByteArray &issuer);
    [[nodiscard]] UpstreamAnswer api(const UpstreamRequest &request, const ScenarioContext &context);

    OAuthGrants m_grants;
};

} // namespace fuseboard
