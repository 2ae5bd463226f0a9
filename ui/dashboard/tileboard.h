// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace fuseboard {

class ClientTile;
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
    void setHistory(int client, std::vector<std::optional<double>> values);

    [[nodiscard]] int current() const { return m_current; }
    /// Ignored when out of range; tells currentChanged().
    void setCurrent(int client);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int client);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int rowsFor(int width) const;
    void setCount(qsizetype count);
    void place();
    void placeRow(int row, int first, int count);

    const Theme &m_theme;
    QList<ClientTile *> m_tiles;
    int m_current = -1;
};

} // namespace fuseboard
