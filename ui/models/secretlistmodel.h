// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretkey.h"
#include "auth/secretstorestate.h"
#include "config/secret.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// One secret of the workspace and who uses it. Never its text.
struct SecretRow
{
    enum class Presence { Unknown, Stored, Missing, Unreachable };
    enum class User {
        Client,
        Environment,
        Request, ///< one of a client's that signs in by itself
        Nobody, ///< any more: its client or environment is there, and does without
        Gone, ///< neither of those is there
    };

    SecretKey key;
    QString user; ///< the client's or the environment's name; of one that is gone, the slug
    Secret secret; ///< the reference; the text of a plain one is left out
    User kind = User::Client;
    Presence presence = Presence::Unknown;

    [[nodiscard]] bool isUnused() const { return kind == User::Nobody || kind == User::Gone; }

    friend bool operator==(const SecretRow &, const SecretRow &) = default;
};

/// All secrets of a workspace: who uses which, where it lives, whether it is there.
class SecretListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { UserColumn, FieldColumn, PlaceColumn, StateColumn };

    explicit SecretListModel(QObject *parent = nullptr);

    void setRows(const QList<SecretRow> &rows);
    [[nodiscard]] const QList<SecretRow> &rows() const { return m_rows; }
    /// For those in the store; rows of that key alone change. What nobody uses and the store has not is no row any
    /// more.
    void setPresence(const SecretKey &key, SecretRow::Presence presence);
    void setStoreState(SecretStoreState state);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString stateOf(const SecretRow &row);

    QList<SecretRow> m_rows;
    SecretStoreState m_storeState = SecretStoreState::Unknown;
};

} // namespace fuseboard
