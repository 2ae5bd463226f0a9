// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/restyle.h"

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace fuseboard {

namespace {

void setStyled(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace

void setRank(QWidget *label, const QString &rank)
{
    setStyled(label, "rank", rank);
}

void setInvalid(QWidget *control, bool invalid)
{
    setStyled(control, "invalid", invalid);
}

} // namespace fuseboard
