// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentstrip.h"

#include "common/grid.h"
#include "common/theme.h"
#include "environments/environmentcolors.h"
#include "models/figures.h"

#include <QPainter>

namespace fuseboard {

EnvironmentStrip::EnvironmentStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(grid::unit);
    hide();
}

void EnvironmentStrip::setEnvironment(const EnvironmentConfig &environment)
{
    m_color = environment.color;
    setVisible(m_color != EnvironmentColor::None);
    setToolTip(wording::toolTip(environment.name));
    setAccessibleName(tr("Environment: %1").arg(wording::printable(environment.name, 60)));
    update();
}

void EnvironmentStrip::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(fillRole(m_color)));
}

} // namespace fuseboard
