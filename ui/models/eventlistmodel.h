// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientevent.h"

#include <QAbstractListModel>
#include <QHash>

namespace fuseboard {

/// The events of several clients in one list, newest first, bounded.
class EventListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int maxEvents = 500;

    enum Role {
        TimeRole = Qt::UserRole, ///< QString: "14:03:21"
        TitleRole, ///< QString
        DetailRole, ///< QString, may be empty
        KindRole, ///< int of EventKind
        ClientRole, ///< QString: the client's name
    };

    explicit EventListModel(QObject *parent = nullptr);

    /// Takes what is new: events whose id is above the last one seen of that client. Oldest first, as
    /// ApiClient::events() gives them. A client is known by its number; its name is what is shown.
    void addEvents(quint64 client, const QString &name, const QList<ClientEvent> &events);
    /// The last id seen of a client, to ask ApiClient::events() for more.
    [[nodiscard]] quint64 lastId(quint64 client) const { return m_lastIds.value(client); }
    /// Forgets also what was seen.
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    struct Row
    {
        QString client;
        ClientEvent event;
    };

    void insert(const QString &name, const ClientEvent &event);

    QList<Row> m_rows;
    QHash<quint64, quint64> m_lastIds; // by client
};

} // namespace fuseboard
