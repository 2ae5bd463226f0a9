// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookie.h"

#include <QList>
#include <QStringList>

namespace fuseboard {

/// What is hidden of cookies, in the ways in which servers repeat them: without quotes, and decoded too. Values below
/// eight characters are nobody's session, but words such as "true", which would blank everything. (ADV-M5)
QStringList secretsOf(const QList<Cookie> &cookies);

} // namespace fuseboard
