// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "cookies/cookie.h"

#include <QUrl>

#include <optional>

namespace fuseboard {

/// The cookie that a Set-Cookie field of an answer from url sets, by RFC 6265bis; empty where it must not be kept. One
/// that has expired by now deletes what is kept. Stricter than the RFC in two points: a server that is asked by its
/// address cannot name a domain, not even its own, and a field with a control character sets nothing. (ADV-B20)
std::optional<Cookie> parseSetCookie(const QByteArray &field, const QUrl &url, WallTime now);

} // namespace fuseboard
