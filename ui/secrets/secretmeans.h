// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

class Scheduler;
class SecretClipboard;
class SecretStore;
class SecretStoreStatus;
class Theme;

/// What widgets that handle secrets need: injected, never fetched. All must outlive them.
struct SecretMeans
{
    const Theme &theme;
    Scheduler &scheduler;
    SecretStore &store;
    SecretStoreStatus &status;
    SecretClipboard &clipboard;
};

} // namespace fuseboard
