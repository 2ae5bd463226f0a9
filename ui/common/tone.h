// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

/// What a badge, a stripe or a dot says besides its words.
enum class Tone { Neutral, Accent, Success, Warning, Danger };

} // namespace fuseboard
