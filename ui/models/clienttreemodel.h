// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "models/clienthealth.h"
#include "models/clientnode.h"
#include "models/filenotice.h"
#include "workspace/workspaceplace.h"

#include <QAbstractItemModel>

#include <vector>

namespace fuseboard {

/// Clients with their requests in folders, and after the clients what is wrong with files of the workspace. Live values
/// come in by snapshots; a snapshot that shows nothing new changes nothing, so that it can be fed ten times a second.
///
/// Names can be edited and rows dragged: the model changes nothing of that itself, but asks for it, and whoever carries
/// it out comes with new clients.
class ClientTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Kind { Client, Folder, Request, Notice };
    Q_ENUM(Kind)

    enum Role {
        NameRole = Qt::UserRole, ///< QString
        KindRole, ///< Kind
        MethodRole, ///< QByteArray, of a request
        UrlRole, ///< QString: the base URL of a client, the URL of a request
        IdRole, ///< QString: the client's, or the path of a folder or request
        ClientIdRole, ///< QString: of the client itself, or of the client of a folder or request
        HealthRole, ///< int of ClientHealth, of a client; Unwatched before its first snapshot
        StateWordRole, ///< QString: "open"; empty where unknown
        PillTextRole, ///< QString: "open 0:42", "half-open", "calls wait", "unreadable"; empty = no pill
        NoticeTextRole, ///< QString: whole sentences, of a notice, or about the files of a client
        NoticeFileRole, ///< QString: the file that they are about, or the first of these
        FaultRole, ///< bool: a fault is among them and not a warning alone
    };

    explicit ClientTreeModel(QObject *parent = nullptr);

    /// Equal lists change nothing, new names no rows; live values of clients that stay are kept.
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
    /// Of a client, folder or request.
    [[nodiscard]] QModelIndex indexOf(const WorkspacePlace &place) const;
    /// None for a notice; an index that is invalid is the workspace's.
    [[nodiscard]] WorkspacePlace placeAt(const QModelIndex &index) const;
    /// In the order of the tree, without notices.
    [[nodiscard]] QList<WorkspacePlace> placesAt(QModelIndexList indexes) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /// Asks for another name.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                       const QModelIndex &parent) const override;
    /// Asks for a move.
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void renameRequested(const fuseboard::WorkspacePlace &place, const QString &name);
    /// Before what has that index there when they are taken out, as WorkspaceStore::moveAll().
    void moveRequested(const QList<fuseboard::WorkspacePlace> &places, const fuseboard::WorkspacePlace &parent,
                       qsizetype index);

private:
    /// A row of a client, folder or request.
    struct Item
    {
        int client = 0;
        int node = -1; ///< in the client's list; none for the client itself
        int parent = -1; ///< item; none for a client
        int row = 0; ///< in its parent
        QList<int> children{}; ///< items
    };
    /// What the tree shows of a snapshot.
    struct Live
    {
        ClientHealth health = ClientHealth::Unwatched;
        QString word;
        QString pill;
        QString subline;
        QString limiter; ///< why calls wait

        friend bool operator==(const Live &, const Live &) = default;
    };

    static Live liveOf(const ClientSnapshot &snapshot);
    void makeItems();
    void makeRows();
    int addItem(const Item &item);
    [[nodiscard]] const Item *itemAt(const QModelIndex &index) const;
    [[nodiscard]] const RequestNode *nodeOf(const Item &item) const;
    [[nodiscard]] QModelIndex indexOfItem(int item) const;
    void tellNewNames(const QList<ClientNode> &before);
    [[nodiscard]] QVariant clientData(int row, int role) const;
    [[nodiscard]] static QVariant noticeData(const FileNotice &notice, int role);
    [[nodiscard]] static QVariant requestData(const ClientNode &client, const RequestNode &request, int role);
    [[nodiscard]] QString clientToolTip(const ClientNode &client, const Live &live) const;
    [[nodiscard]] QList<FileNotice> noticesOf(const QString &clientId) const;

    QList<ClientNode> m_clients;
    std::vector<Item> m_items;
    QList<int> m_tops; // items of the clients
    QList<int> m_rows; // of the top level: the number of a client, or ~ that of a notice
    QList<FileNotice> m_notices;
    QHash<QString, Live> m_live;
};

} // namespace fuseboard
