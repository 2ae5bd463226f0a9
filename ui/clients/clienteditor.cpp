// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clienteditor.h"

namespace fuseboard {

ClientEditor::~ClientEditor() = default;

} // namespace fuseboard
