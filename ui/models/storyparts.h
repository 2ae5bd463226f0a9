// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/storywording.h"

namespace fuseboard::wording {

// What the sentences of a story are made of; only story() calls them.

QString storyOfRetry(const TimelineEntry &entry, const StoryContext &context);
QString storyOfTheEnd(const TimelineEntry &entry, const StoryContext &context);

/// The words with the end of that entry's wait in place of %1; empty where it is none, or the calendar is unknown.
QString withEnd(const QString &words, const TimelineEntry &entry, const StoryContext &context);
/// How long that entry waits, or says that one would have to wait; zero where it does not.
Duration waitOf(const TimelineEntry &entry);
/// That much later, rounded up; centuries ahead it is the same moment.
WallTime after(WallTime start, Duration span);

} // namespace fuseboard::wording
