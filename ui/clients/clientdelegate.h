// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace fuseboard {

class Theme;

/// Draws a row of ClientTreeModel: a client with the dot and the pill of its breaker, a request with its method, or a
/// bad file with a mark.
class ClientDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit ClientDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintRow(QPainter &painter, const QStyleOptionViewItem &option) const;
    void paintClient(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintNotice(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintRequest(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace fuseboard
