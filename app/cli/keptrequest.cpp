// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/keptrequest.h"

#include "cli/nearestword.h"
#include "config/configfile.h"
#include "workspace/requestfile.h"
#include "workspace/workspacelayout.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostListed = 12;

/// Gives the sentences of this file their context for translators.
class KeptText
{
    Q_DECLARE_TR_FUNCTIONS(KeptRequest)
};

QString withHint(const QString &text, const QString &name, const QStringList &known)
{
    const QString near = nearestWord(name, known);
    const QString hint = near.isEmpty() ? QString() : u' ' + KeptText::tr("Did you mean %1?").arg(near);
    if (known.isEmpty() || known.size() > mostListed)
        return text + hint;
    return text + hint + u' ' + KeptText::tr("There are: %1.").arg(known.join(u", "_s));
}

} // namespace

KeptRequest::KeptRequest(QString workspace, QString name)
    : m_workspace(std::move(workspace))
    , m_name(std::move(name))
    , m_client(m_name.section(u'/', 0, 0))
    , m_path(m_name.section(u'/', 1))
{
}

QString KeptRequest::clientFile() const
{
    return pathWithin(m_workspace, fuseboard::clientFile(m_client));
}

QString KeptRequest::file() const
{
    return pathWithin(m_workspace, requestFile(m_client, m_path));
}

QStringList KeptRequest::clients() const
{
    return QDir(pathWithin(m_workspace, clientsFolder())).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

QStringList KeptRequest::requests() const
{
    // Paths of a relative folder would be taken as relative to it already.
    const QDir folder(QDir(pathWithin(m_workspace, requestsFolder(m_client))).absolutePath());
    QStringList names;
    for (QDirIterator it(folder.path(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = folder.relativeFilePath(it.next()).chopped(5);
        if (placeOf(requestFile(m_client, path)).kind == WorkspacePlace::Kind::Request)
            names.append(m_client + u'/' + path);
    }
    names.sort();
    return names;
}

QString KeptRequest::problemOfName() const
{
    if (!QFileInfo::exists(pathWithin(m_workspace, workspaceFile())))
        return KeptText::tr("%1 is no workspace: it has no workspace.json.").arg(m_workspace);
    const QStringList known = clients();
    if (!known.contains(m_client))
        return withHint(KeptText::tr("The workspace %1 has no client '%2'.").arg(m_workspace, m_client), m_client,
                        known);
    // A name like "../x" is none of a request, whatever lies there.
    const bool isRequest = placeOf(requestFile(m_client, m_path)).kind == WorkspacePlace::Kind::Request;
    if (isRequest && QFileInfo(file()).isFile())
        return {};
    return withHint(KeptText::tr("The workspace %1 has no request '%2'.").arg(m_workspace, m_name), m_name, requests());
}

Result<RequestConfig> KeptRequest::read() const
{
    const auto bytes = readConfigFile(file());
    if (!bytes)
        return bytes.error();
    auto read = readRequestConfig(*bytes);
    return read ? Result<RequestConfig>(std::move(read->section)) : Result<RequestConfig>(read.error());
}

} // namespace fuseboard
