// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/divider.h"

#include <QFrame>

namespace fuseboard {

QFrame *makeDivider(QWidget *parent, Qt::Orientation orientation)
{
    auto *divider = new QFrame(parent);
    divider->setProperty("line", true); // the style sheet's name for it
    if (orientation == Qt::Horizontal)
        divider->setFixedHeight(1);
    else
        divider->setFixedWidth(1);
    return divider;
}

} // namespace fuseboard
