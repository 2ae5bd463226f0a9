// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/background.h"

namespace fuseboard {

QThreadPool &backgroundPool()
{
    static QThreadPool pool; // lint-allow(singleton): threads are the process's, as are those of Qt's own pool
    return pool;
}

} // namespace fuseboard
