// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspacelayout.h"

#include "config/formats/textformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QString workspaceFile()
{
    return u"workspace.json"_s;
}

QString clientsFolder()
{
    return u"clients"_s;
}

QString clientFolder(const QString &slug)
{
    return clientsFolder() + u'/' + slug;
}

QString clientFile(const QString &slug)
{
    return clientFolder(slug) + u"/client.json"_s;
}

QString requestsFolder(const QString &clientSlug)
{
    return clientFolder(clientSlug) + u"/requests"_s;
}

QString requestFile(const QString &clientSlug, const QString &slug)
{
    return requestsFolder(clientSlug) + u'/' + slug + u".json"_s;
}

SectionFields<Workspace> workspaceFields()
{
    return {{
        formatField<Workspace>(),
        field("name"_L1, &Workspace::name, TextFormat{1, 200}).required(),
    }};
}

QString pathWithin(const QString &folder, const QString &file)
{
    return folder + u'/' + file;
}

} // namespace fuseboard
