// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard::wording {

/// The name of an export format or of a kind of snippet by its id; the id itself for an unknown one.
QString formatName(const QString &id);
/// One sentence about what a format carries and what becomes of secrets; empty for an unknown one.
QString formatNote(const QString &id);

} // namespace fuseboard::wording
