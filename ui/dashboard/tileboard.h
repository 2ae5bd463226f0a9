// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"

#include <QHash>
#include <QWidget>

namespace fuseboard {

class ClientTile;
class DashboardSource;
class Theme;

/// The tiles of all clients, in as many rows as the width asks for; each row fills it. Exactly one is chosen as long as
/// there is one.
class TileBoard final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit TileBoard(const Theme &theme, QWidget *parent = nullptr);

    /// Makes and removes tiles as needed.
    void setSnapshots(const QList<ClientSnapshot> &snapshots);
    /// Reads the last minute of those clients that have more to show than the last time.
    void readHistories(const DashboardSource &source, const QList<ClientSnapshot> &snapshots);
    /// All are read the next time.
    void forgetHistories() { m_drawn.clear(); }

    [[nodiscard]] int current() const { return m_current; }
    /// Tells nothing. One that is out of range is chosen by the next setSnapshots() that has it, or else ignored.
    void setCurrent(int client);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By the user.
    void currentChanged(int client);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int rowsFor(int width) const;
    void setCount(qsizetype count);
    void choose(int client);
    void place();
    void placeRow(int row, int first, int count);

    const Theme &m_theme;
    QList<ClientTile *> m_tiles;
    QHash<int, quint64> m_drawn; // revision by client
    int m_current = -1;
    int m_wanted = -1; // as soon as there are so many
};

} // namespace fuseboard
