// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace fuseboard {

class Theme;

/// Draws an entry of PageList.
class PageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role {
        BadgeTextRole = Qt::UserRole, ///< QString
        ToneRole, ///< int of Tone
    };

    /// The theme must outlive it.
    explicit PageDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace fuseboard
