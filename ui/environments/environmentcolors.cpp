// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentcolors.h"

namespace fuseboard {

ColorRole fillRole(EnvironmentColor color)
{
    switch (color) {
    case EnvironmentColor::None:
        return ColorRole::Neutral;
    case EnvironmentColor::Green:
        return ColorRole::Success;
    case EnvironmentColor::Amber:
        return ColorRole::Warning;
    case EnvironmentColor::Red:
        return ColorRole::Danger;
    case EnvironmentColor::Blue:
        return ColorRole::Accent;
    case EnvironmentColor::Purple:
        return ColorRole::SeriesP95;
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
