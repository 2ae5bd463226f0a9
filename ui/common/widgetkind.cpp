// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/widgetkind.h"

#include <QStyle>
#include <QWidget>

namespace fuseboard {

void setKind(QWidget *widget, const QString &kind)
{
    widget->setProperty("kind", kind);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace fuseboard
