// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/grid.h"

#include <QHeaderView>

namespace fuseboard {

class Theme;

/// The titles of a FieldTable, which leave room at the end for what is laid over them.
class RowsHeader final : public QHeaderView
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit RowsHeader(const Theme &theme, QWidget *parent = nullptr);

    void setRoomAtEnd(int room);
    /// The width in which the title of the last section stands beside that, whole or cut.
    [[nodiscard]] int roomForTitle(int section) const { return titleWidth(section) + 2 * padding + m_room; }
    [[nodiscard]] int leastForTitle(int section) const { return titleWidth(section) / 2 + 2 * padding + m_room; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    static constexpr int padding = grid::gap; ///< on both sides of a title

    [[nodiscard]] int titleWidth(int section) const;

    const Theme &m_theme;
    int m_room = 0;
};

} // namespace fuseboard
