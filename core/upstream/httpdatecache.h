// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "upstream/httpdate.h"

namespace fuseboard {

/// Formats the present second once, however often it is asked for.
class HttpDateCache
{
public:
    const QByteArray &text(WallTime now);

private:
    qint64 m_second = -1;
    QByteArray m_text;
};

} // namespace fuseboard
