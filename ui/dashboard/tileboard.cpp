// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/tileboard.h"

#include "common/grid.h"
#include "dashboard/clienttile.h"
#include "dashboard/dashboardsource.h"

#include <optional>
#include <utility>
#include <vector>

namespace fuseboard {

using namespace std::chrono_literals;

TileBoard::TileBoard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TileBoard::setSnapshots(const QList<ClientSnapshot> &snapshots)
{
    setCount(snapshots.size());
    for (qsizetype i = 0; i < snapshots.size(); ++i)
        m_tiles.at(i)->setSnapshot(snapshots.at(i));
    if (m_tiles.isEmpty())
        return;
    const int wanted = std::exchange(m_wanted, -1);
    if (wanted >= 0 && wanted < m_tiles.size())
        choose(wanted);
    else if (m_current < 0)
        choose(0);
}

void TileBoard::readHistories(const DashboardSource &source, const QList<ClientSnapshot> &snapshots)
{
    for (int i = 0; i < snapshots.size(); ++i) {
        const quint64 revision = snapshots.at(i).seriesRevision + 1;
        if (m_drawn.value(i) == revision)
            continue;
        m_drawn.insert(i, revision);
        std::vector<std::optional<double>> values;
        const QList<SeriesPoint> points = source.points(i, 1min);
        for (qsizetype p = 0; p + 1 < points.size(); ++p) {
            const auto &p95 = points.at(p).p95;
            values.push_back(p95 ? std::optional(toMilliseconds(*p95)) : std::nullopt);
        }
        m_tiles.at(i)->setHistory(std::move(values));
    }
}

void TileBoard::setCurrent(int client)
{
    const bool isThere = client < m_tiles.size();
    m_wanted = isThere ? -1 : client;
    if (client >= 0 && isThere)
        choose(client);
}

void TileBoard::choose(int client)
{
    m_current = client; // first, so that the tile's signal is no news
    m_tiles.at(client)->setChecked(true);
}

void TileBoard::setCount(qsizetype count)
{
    if (count == m_tiles.size())
        return;
    while (m_tiles.size() > count)
        delete m_tiles.takeLast();
    while (m_tiles.size() < count) {
        auto *tile = new ClientTile(m_theme, this);
        const int index = static_cast<int>(m_tiles.size());
        connect(tile, &QAbstractButton::toggled, this, [this, index](bool checked) {
            if (!checked || index == m_current)
                return;
            m_current = index;
            Q_EMIT currentChanged(index);
        });
        tile->setVisible(true);
        m_tiles.append(tile);
    }
    if (m_current >= count)
        m_current = -1;
    place();
}

int TileBoard::rowsFor(int width) const
{
    const int fitting = std::max(1, (width + grid::cardGap) / (ClientTile::leastWidth + grid::cardGap));
    return std::max(1, (static_cast<int>(m_tiles.size()) + fitting - 1) / fitting);
}

QSize TileBoard::minimumSizeHint() const
{
    return {ClientTile::leastWidth, ClientTile::tileHeight};
}

void TileBoard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void TileBoard::place()
{
    const int rows = rowsFor(width());
    setFixedHeight(rows * (ClientTile::tileHeight + grid::cardGap) - grid::cardGap);
    // Rows that differ by one tile at most: a full one and a rest would leave a hole.
    const int count = static_cast<int>(m_tiles.size());
    int first = 0;
    for (int row = 0; row < rows; ++row) {
        const int inRow = count / rows + (row < count % rows ? 1 : 0);
        placeRow(row, first, inRow);
        first += inRow;
    }
}

void TileBoard::placeRow(int row, int first, int count)
{
    const double share = (width() - (count - 1) * grid::cardGap) / static_cast<double>(count);
    // A single row may end before the edge does; one of several would look torn.
    const double tileWidth = rowsFor(width()) == 1 ? std::min<double>(share, ClientTile::mostWidth) : share;
    const int top = row * (ClientTile::tileHeight + grid::cardGap);
    for (int i = 0; i < count; ++i) {
        const int left = qRound(i * (tileWidth + grid::cardGap));
        const int right = qRound(i * (tileWidth + grid::cardGap) + tileWidth);
        m_tiles.at(first + i)->setGeometry(left, top, right - left, ClientTile::tileHeight);
    }
}

} // namespace fuseboard
