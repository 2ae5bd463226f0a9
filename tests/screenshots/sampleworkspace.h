// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspace.h"

#include <QUrl>

namespace fuseboard {

// What the pictures show. No name in it is anybody's.

/// Clients of the demo's server, whose policies act at the first or second call, and one of the server of pictures.
Workspace sampleWorkspace(const QUrl &upstream, const QUrl &pictures);

/// A picture that a server may answer with.
QByteArray samplePicture();

} // namespace fuseboard
