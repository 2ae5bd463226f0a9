// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/bodysource.h"

#include <QStringList>

namespace fuseboard::formparts {

/// The Content-Disposition of a part as it is sent by ourselves, in UTF-8 with '"' and line breaks percent-encoded.
QString disposition(const BodySource::Part &part);

/// Whether the file has on the disk the name that is sent.
bool hasNameOfFile(const BodySource::Part &part);

/// Where a snippet reads the text of a part that it cannot hold: "part-2.txt" of the second one.
QString savedText(qsizetype index);

} // namespace fuseboard::formparts
