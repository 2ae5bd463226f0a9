// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// The one place that turns facts of the core into sentences, for the windows and for the terminal alike. All functions
/// live in fuseboard::wording, give plain text (never HTML), and speak the language and locale of the process. What
/// comes from outside is safe to show in them, see printable(). Sentences end with a full stop, titles and words do
/// not.

#include "models/breakerwording.h"
#include "models/errorwording.h"
#include "models/eventwording.h"
#include "models/figures.h"
#include "models/policywording.h"
#include "models/storywording.h"
#include "models/timelinewording.h"
