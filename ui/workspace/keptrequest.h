// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"
#include "workspace/workspaceplace.h"

namespace fuseboard {

/// Where it is kept, and a draft of what is kept somewhere.
WorkspacePlace placeOfDraft(const RequestDraft &draft);
RequestDraft draftAt(const WorkspacePlace &place, const RequestConfig &config);
RequestDraft movedTo(RequestDraft draft, const WorkspacePlace &place);

/// What a kept request becomes when a draft of it is saved: it changes where the draft does, and keeps the rest as it
/// stands in its file, notes on rows and fields of later versions too.
RequestConfig editedRequest(const RequestDraft &draft, const RequestConfig &kept);

} // namespace fuseboard
