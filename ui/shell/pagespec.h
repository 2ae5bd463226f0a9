// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"

#include <QString>

#include <functional>

class QWidget;

namespace fuseboard {

/// A page that the window can show. It is made when it is shown for the first time.
struct PageSpec
{
    QString id; ///< for --page and settings: "dashboard"
    QString title;
    IconId icon = IconId::Dashboard;
    std::function<QWidget *(QWidget *parent)> make;
    /// Moves the focus to the page's address line; empty where it has none.
    std::function<void(QWidget *page)> focusAddress;
    bool hasCommands = false; ///< its widget's actions have a menu of their own, which is there before the widget is
};

} // namespace fuseboard
