// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/configpage.h"

#include <QList>

namespace fuseboard {

struct KnownApi;

// The pages of the dialog, each with its fields and what they come to. Theme and draft must outlive them.

ConfigPage *makeGeneralPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);
ConfigPage *makeLimiterPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);
ConfigPage *makeBreakerPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);
ConfigPage *makeRetryPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);
ConfigPage *makeTimeoutPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);
ConfigPage *makeConnectionPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);
ConfigPage *makeLoggingPage(const Theme &theme, ConfigDraft &draft, QWidget *parent);

/// Writes what an API documents into a draft: all of it, but for what has a name already; and its limit alone.
void applyKnownApi(ConfigDraft &draft, const KnownApi &api);
void applyKnownLimit(ConfigDraft &draft, const KnownApi &api);

} // namespace fuseboard
