// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace fuseboard {

/// How the window was left. A value; who keeps it is the program's business.
struct WindowState
{
    QByteArray geometry;
    QByteArray splitter;
    QString page;

    friend bool operator==(const WindowState &, const WindowState &) = default;
};

} // namespace fuseboard
