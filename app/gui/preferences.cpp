// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preferences.h"

#include <QSettings>

namespace fuseboard {

using namespace Qt::StringLiterals;

WindowState readWindowState()
{
    const QSettings settings;
    return {settings.value(u"window/geometry"_s).toByteArray(), settings.value(u"window/splitter"_s).toByteArray(),
            settings.value(u"window/page"_s).toString()};
}

void writeWindowState(const WindowState &state)
{
    QSettings settings;
    settings.setValue(u"window/geometry"_s, state.geometry);
    settings.setValue(u"window/splitter"_s, state.splitter);
    settings.setValue(u"window/page"_s, state.page);
}

} // namespace fuseboard
