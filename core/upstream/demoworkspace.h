// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspace.h"

#include <QUrl>

namespace fuseboard {

/// What the demo server wants as a bearer token. It stands in its docs: nobody's secret.
QString demoToken();

/// The workspace of the first run: five clients of a demo upstream, with requests that show each scenario. In the order
/// in which they tell their story: "orders-api" (an upstream that fails in bursts), "payments" (half-open now and
/// then), "github" (quota headers), "weather" (calm, 60 a minute) and "demo upstream" (everything).
///
/// Two environments go with it: "demo", and "production-demo", which asks before each request that is sent by hand.
///
/// upstream = DemoUpstream::url().
Workspace demoWorkspace(const QUrl &upstream);

/// Where the clients of a demo that was kept expect its server: a port of 127.0.0.1; 0 for any other workspace.
quint16 demoPortOf(const Workspace &workspace);

} // namespace fuseboard
