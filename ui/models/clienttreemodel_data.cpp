// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the rows of the tree say.

#include "models/breakerwording.h"
#include "models/clienttreemodel.h"
#include "models/figures.h"
#include "models/policywording.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Words and no figures: those change ten times a second, and the tile has them.
QString limiterPill(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return ClientTreeModel::tr("paused");
    return limiter.waiting > 0 ? ClientTreeModel::tr("calls wait") : QString();
}

QString limiterSentence(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return ClientTreeModel::tr("The server asked for a pause: nothing is sent until it is over.");
    return limiter.waiting > 0 ? ClientTreeModel::tr("Calls wait for tokens of the rate limiter.") : QString();
}

} // namespace

ClientTreeModel::Live ClientTreeModel::liveOf(const ClientSnapshot &snapshot)
{
    Live live;
    if (snapshot.breaker) {
        live.state = snapshot.breaker->state;
        live.word = wording::word(*snapshot.breaker);
        live.subline = wording::subline(*snapshot.breaker);
        const bool calm = live.state == BreakerState::Closed && !snapshot.breaker->forced
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
    case BreakerStateRole:
        return live.state ? QVariant(int(*live.state)) : QVariant();
    case StateWordRole:
        return live.word;
    case PillTextRole:
        return live.pill;
    case Qt::ToolTipRole:
        return clientToolTip(client, live);
    case Qt::AccessibleTextRole:
        return live.word.isEmpty() ? wording::printable(client.name)
                                   : tr("%1, circuit %2").arg(wording::printable(client.name), live.word);
    }
    return {};
}

QVariant ClientTreeModel::noticeData(const FileNotice &notice, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return wording::printable(notice.file);
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
            {BreakerStateRole, "breakerState"},
            {StateWordRole, "stateWord"},
            {PillTextRole, "pillText"},
            {NoticeTextRole, "noticeText"},
            {FaultRole, "fault"}};
}

} // namespace fuseboard
