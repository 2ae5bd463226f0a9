// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerspool.h"

#include "http/bodyspool.h"
#include "models/document/background.h"

#include <QDir>
#include <QStandardPaths>

namespace fuseboard {

using namespace Qt::StringLiterals;

SpoolPlace sweptSpool()
{
    SpoolPlace place;
    place.folder = QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).filePath(u"answers"_s);
    backgroundPool().start([folder = place.folder] { BodySpool::sweep(folder); });
    return place;
}

} // namespace fuseboard
