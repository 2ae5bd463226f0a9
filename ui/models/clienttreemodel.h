// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "models/clientnode.h"
#include "models/filenotice.h"

#include <QAbstractItemModel>

namespace fuseboard {

/// Clients and their requests, two levels, and after the clients what is wrong with files of the workspace. Live values
/// come in by snapshots; a snapshot that shows nothing new changes nothing, so that it can be fed ten times a second.
class ClientTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Kind { Client, Request, Notice };
    Q_ENUM(Kind)

    enum Role {
        NameRole = Qt::UserRole, ///< QString
        KindRole, ///< Kind
        MethodRole, ///< QByteArray, of a request
        UrlRole, ///< QString: the base URL of a client, the URL of a request
        IdRole, ///< QString
        ClientIdRole, ///< QString: of the client itself, or of the request's client
        BreakerStateRole, ///< int of BreakerState; invalid where no breaker or no snapshot is
        StateWordRole, ///< QString: "open"; empty where unknown
        PillTextRole, ///< QString: "open 0:42", "half-open", "calls wait"; empty = no pill
        NoticeTextRole, ///< QString: whole sentences, of a notice
        FaultRole, ///< bool, of a notice: a fault and not a warning
    };

    explicit ClientTreeModel(QObject *parent = nullptr);

    /// Equal lists change nothing; live values of clients that stay are kept.
    void setClients(const QList<ClientNode> &clients);
    [[nodiscard]] const QList<ClientNode> &clients() const { return m_clients; }
    /// Rows after those of the clients. Equal lists change nothing.
    void setNotices(const QList<FileNotice> &notices);
    [[nodiscard]] const QList<FileNotice> &notices() const { return m_notices; }
    /// Ignored for an unknown client.
    void setSnapshot(const QString &clientId, const ClientSnapshot &snapshot);

    /// Invalid where there is no such thing.
    [[nodiscard]] QModelIndex indexOf(const QString &clientId) const;
    [[nodiscard]] QModelIndex indexOf(const QString &clientId, const QString &requestId) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    /// What the tree shows of a snapshot.
    struct Live
    {
        std::optional<BreakerState> state;
        QString word;
        QString pill;
        QString subline;
        QString limiter; ///< why calls wait

        friend bool operator==(const Live &, const Live &) = default;
    };

    static Live liveOf(const ClientSnapshot &snapshot);
    [[nodiscard]] QVariant clientData(int row, int role) const;
    [[nodiscard]] static QVariant noticeData(const FileNotice &notice, int role);
    [[nodiscard]] static QVariant requestData(const ClientNode &client, const RequestNode &request, int role);
    [[nodiscard]] QString clientToolTip(const ClientNode &client, const Live &live) const;

    QList<ClientNode> m_clients;
    QList<FileNotice> m_notices;
    QHash<QString, Live> m_live;
};

} // namespace fuseboard
