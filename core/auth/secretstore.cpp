// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstore.h"

namespace fuseboard {

SecretStore::~SecretStore() = default;

} // namespace fuseboard
