// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// A token of RFC 9110 5.6.2, as names of header fields and methods are. (S03)
bool isHeaderName(const QByteArray &name);
bool isHeaderName(const QString &name);

/// The leading part of a text that is a token, with "…" for the rest: as much of a refused name as may be shown. Who
/// pastes a whole "Authorization: Bearer …" for a name shall not find it in an error.
QString shownHeaderName(const QByteArray &name);
QString shownHeaderName(const QString &name);

/// One that only the transport may write, because it frames the message or is about the connection; in any case. (A14)
bool isTransportHeader(const QByteArray &name);
bool isTransportHeader(const QString &name);

/// Without control characters but tabs, and without blanks at its ends. (S02)
bool isHeaderValue(const QByteArray &value);
bool isHeaderValue(const QString &value);

} // namespace fuseboard
