// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/headerrules.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QString allowedHeaderName()
{
    return u"letters, digits and !#$%&'*+-.^_`|~; none that frames the message"_s;
}

QString allowedHeaderValue()
{
    return u"no line breaks, control characters or blanks at the ends"_s;
}

} // namespace fuseboard
