// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QString>

namespace fuseboard::wording {

// Figures as people read them, in the default locale of the process (QLocale()).

/// Three figures, no needless zeros, for sentences: "0.4 ms", "412 ms", "1.84 s", "18 s", "4 min 5 s", "2 h 5 min",
/// "3 d 4 h". Negative spans read as none.
QString duration(Duration span);
/// The same with a fixed number of decimals, for columns: "1.80 s", "18.0 s".
QString measured(Duration span);
/// What is left of a wait, rounded up so that it never says 0 too early: "18 s", "350 ms".
QString remaining(Duration span);
/// The same for pills: "0:42", "12:05", "1:02:03".
QString countdown(Duration span);

QString count(qint64 number);
/// For little room, to three figures: "900", "9,999", "12k", "1.5M", "2.1G".
QString shortCount(qint64 number);
/// Decimal units: "512 B", "12.4 KB", "100 MB".
QString bytes(qint64 size);
/// From 0 … 100: "0 %", "31.2 %"; what is nearly nothing or nearly all says so: "< 0.1 %", "> 99.9 %".
QString percent(double value);
/// "214 requests/s", "0.4 requests/s".
QString rate(double perSecond);
/// As configured: "10 requests/s", "100 requests/min", "5 requests in 2.5 s".
QString rate(int requests, Duration window);
/// "12 failures", "1 failure".
QString failures(int number);
QString retries(int number);

/// The time of day in the local time zone: "14:05:10".
QString timeOfDay(WallTime at);
/// When a wait of that length ends, as exactly as it is worth: "14:05:10.3", "14:05:10", "2026-05-01 14:05".
QString timeOfEnd(WallTime at, Duration wait);

/// The end of a pause that is counted down: to the second, rounded up, "14:05:10"; with the date where it is far.
QString endOfPause(WallTime at, Duration left);

/// Text from outside made safe for one line of plain text: control, bidirectional and invisible characters become
/// visible escapes, and what exceeds the limit is cut with "…". (ADVERSARIAL G16, M13, O4)
QString printable(const QString &text, qsizetype limit = 200);

/// Plain text as a tool tip: a widget guesses whether that is HTML, and must not find any in text from outside. Lines
/// are kept, and long ones are wrapped.
QString toolTip(const QString &text);

} // namespace fuseboard::wording
