// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/formparts.h"

#include <QFileInfo>

namespace fuseboard::formparts {

using namespace Qt::StringLiterals;

namespace {

QString quotedName(QString name)
{
    return u'"' + name.replace(u'"', "%22"_L1).replace(u'\r', "%0D"_L1).replace(u'\n', "%0A"_L1) + u'"';
}

} // namespace

QString disposition(const BodySource::Part &part)
{
    const QString text = u"form-data; name="_s + quotedName(part.name);
    return part.isFile() ? text + u"; filename="_s + quotedName(part.fileName) : text;
}

bool hasNameOfFile(const BodySource::Part &part)
{
    return QFileInfo(part.file).fileName() == part.fileName;
}

QString savedText(qsizetype index)
{
    return u"part-%1.txt"_s.arg(index + 1);
}

} // namespace fuseboard::formparts
