// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/replacedheader.h"

#include "auth/replacedheaders.h"
#include "models/figures.h"
#include "models/policywording.h"
#include "models/words.h"

namespace fuseboard::wording {

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
