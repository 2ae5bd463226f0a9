// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    const Theme &m_theme;
    int m_room = 0;
};

} // namespace fuseboard
