// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the rows of the tree say.

#include "models/breakerwording.h"
#include "models/clienttreemodel.h"
#include "models/figures.h"
#include "models/policywording.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// In words that the tile has too. No number of waiting calls: that changes ten times a second.
QString limiterPill(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return ClientTreeModel::tr("paused %1").arg(wording::countdown(*limiter.pausedFor));
    return limiter.waiting > 0 ? ClientTreeModel::tr("calls wait") : QString();
}

QString limiterSentence(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return ClientTreeModel::tr("The server asked for a pause: nothing is sent until it is over.");
    return limiter.waiting > 0 ? ClientTreeModel::tr("Calls wait for tokens of the rate limiter.") : QString();
}

/// With the name of its file before each.
QString textOf(const QList<FileNotice> &notices)
{
    QStringList lines;
    for (const FileNotice &notice : notices)
        lines << wording::printable(notice.file) + u'\n' + notice.text;
    return lines.join(u'\n');
}

bool hasFault(const QList<FileNotice> &notices)
{
    return std::any_of(notices.begin(), notices.end(), [](const FileNotice &notice) { return notice.isFault; });
}

} // namespace

ClientTreeModel::Live ClientTreeModel::liveOf(const ClientSnapshot &snapshot)
{
    Live live;
    live.health = healthOf(snapshot);
    if (snapshot.breaker) {
        live.word = wording::word(*snapshot.breaker);
        live.subline = wording::subline(*snapshot.breaker);
        const bool calm = snapshot.breaker->state == BreakerState::Closed && !snapshot.breaker->forced
            && !snapshot.breaker->isolated;
        if (!calm)
            live.pill = wording::pillText(*snapshot.breaker);
    }
    if (live.pill.isEmpty() && snapshot.limiter)
        live.pill = limiterPill(*snapshot.limiter);
    if (snapshot.limiter)
        live.limiter = limiterSentence(*snapshot.limiter);
    return live;
}

QVariant ClientTreeModel::clientData(int row, int role) const
{
    const ClientNode &client = m_clients[row];
    const Live live = m_live.value(client.id);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return wording::printable(client.name);
    case Qt::EditRole:
        return client.name;
    case KindRole:
        return QVariant::fromValue(Kind::Client);
    case UrlRole:
        return client.baseUrl;
    case IdRole:
    case ClientIdRole:
        return client.id;
    case HealthRole:
        return int(live.health);
    case StateWordRole:
        return live.word;
    case PillTextRole:
        return live.pill;
    case NoticeTextRole:
        return textOf(noticesOf(client.id));
    case NoticeFileRole:
        return noticesOf(client.id).value(0).file;
    case FaultRole:
        return hasFault(noticesOf(client.id));
    case Qt::ToolTipRole:
        return clientToolTip(client, live);
    case Qt::AccessibleTextRole:
        return live.word.isEmpty() ? wording::printable(client.name)
                                   : tr("%1, circuit %2").arg(wording::printable(client.name), live.word);
    }
    return {};
}

QList<FileNotice> ClientTreeModel::noticesOf(const QString &clientId) const
{
    QList<FileNotice> notices;
    for (const FileNotice &notice : m_notices) {
        if (notice.file.startsWith("clients/"_L1 + clientId + u'/'))
            notices.append(notice);
    }
    return notices;
}

QVariant ClientTreeModel::noticeData(const FileNotice &notice, int role)
{
    const WorkspacePlace place = placeOf(notice.file);
    const bool isClient = notice.isFault && place.kind == WorkspacePlace::Kind::Client;
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        // Its client has no other row.
        return wording::printable(isClient ? place.client : notice.file);
    case PillTextRole:
        return isClient ? tr("unreadable") : QString();
    case NoticeFileRole:
        return notice.file;
    case KindRole:
        return QVariant::fromValue(Kind::Notice);
    case IdRole:
        return notice.file;
    case NoticeTextRole:
        return notice.text;
    case FaultRole:
        return notice.isFault;
    case Qt::ToolTipRole:
        return wording::toolTip(wording::printable(notice.file) + u'\n' + notice.text);
    case Qt::AccessibleTextRole:
        //: %1 a file, %2 sentences about it
        return (notice.isFault ? tr("Fault in %1. %2") : tr("Warning about %1. %2"))
            .arg(wording::printable(notice.file), notice.text);
    }
    return {};
}

QVariant ClientTreeModel::requestData(const ClientNode &client, const RequestNode &request, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return wording::printable(request.name);
    case Qt::EditRole:
        return request.name;
    case KindRole:
        return QVariant::fromValue(request.isFolder ? Kind::Folder : Kind::Request);
    case MethodRole:
        return request.method;
    case UrlRole:
        return request.url;
    case IdRole:
        return request.id;
    case ClientIdRole:
        return client.id;
    case Qt::ToolTipRole:
        return request.isFolder
            ? wording::toolTip(wording::printable(request.name))
            : wording::toolTip(QString::fromLatin1(request.method) + u' ' + wording::printable(request.url));
    case Qt::AccessibleTextRole:
        if (request.isFolder)
            return tr("Folder %1").arg(wording::printable(request.name));
        return QString(QString::fromLatin1(request.method) + u' ' + wording::printable(request.name));
    }
    return {};
}

QString ClientTreeModel::clientToolTip(const ClientNode &client, const Live &live) const
{
    QStringList lines{wording::printable(client.name)};
    if (!client.baseUrl.isEmpty())
        lines << wording::printable(client.baseUrl);
    if (!live.word.isEmpty())
        lines << tr("Circuit %1: %2").arg(live.word, live.subline);
    if (!live.limiter.isEmpty())
        lines << live.limiter;
    if (const QString text = textOf(noticesOf(client.id)); !text.isEmpty())
        lines << text;
    return wording::toolTip(lines.join(u'\n'));
}

QHash<int, QByteArray> ClientTreeModel::roleNames() const
{
    return {{NameRole, "name"},
            {KindRole, "kind"},
            {MethodRole, "method"},
            {UrlRole, "url"},
            {IdRole, "id"},
            {ClientIdRole, "clientId"},
            {HealthRole, "health"},
            {StateWordRole, "stateWord"},
            {PillTextRole, "pillText"},
            {NoticeTextRole, "noticeText"},
            {NoticeFileRole, "noticeFile"},
            {FaultRole, "fault"}};
}

} // namespace fuseboard
