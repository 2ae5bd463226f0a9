// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/replacedheader.h"

#include "auth/replacedheaders.h"
#include "base/headersyntax.h"
#include "config/variablesyntax.h"
#include "models/figures.h"
#include "models/policywording.h"
#include "models/words.h"

namespace fuseboard::wording {

QString refusedHeader(const QString &name)
{
    if (name.isEmpty() || !variableRanges(name).isEmpty())
        return {};
    if (!isHeaderName(name))
        return Words::tr("No header can have this name, so nothing is sent: it takes letters from A to Z, digits and "
                         "-, but no blanks and no colon. Correct it, or switch this line off.");
    if (isTransportHeader(name))
        return Words::tr("This header is written by the connection itself, so nothing is sent while the request has "
                         "one. Remove this line.");
    return {};
}

QString replacedHeader(const QString &name, const Boxed<AuthConfig> &ownAuth, BodyKind body, const ClientConfig &client)
{
    if (ownAuth && replacesHeader(*ownAuth, name))
        return filled(Words::tr("Replaced by the credentials of this request: %1. Choose others in “Auth”, or remove "
                                "this line."),
                      {authSummary(*ownAuth)});
    if (!ownAuth && client.auth && replacesHeader(*client.auth, name))
        return filled(Words::tr("Replaced by the credentials of the client %1: %2. Choose others in “Auth”, or remove "
                                "this line."),
                      {printable(client.name, 60), authSummary(client.auth)});
    if (body == BodyKind::Multipart && name.compare(QStringLiteral("Content-Type"), Qt::CaseInsensitive) == 0)
        return Words::tr("Replaced: a body of parts is sent with a type of its own, which names what stands between "
                         "them.");
    return {};
}

} // namespace fuseboard::wording
