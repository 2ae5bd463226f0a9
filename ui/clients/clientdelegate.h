// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/fonts.h"
#include "common/tone.h"

#include <QStyledItemDelegate>

namespace fuseboard {

class Theme;

/// Draws a row of ClientTreeModel: a client with the dot and the pill of its breaker, and an arrow while it is closed,
/// a folder with an arrow, a request with its method, or a bad file with a mark. A name is edited where it stands.
class ClientDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit ClientDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintRow(QPainter &painter, const QStyleOptionViewItem &option) const;
    void paintClient(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintName(QPainter &painter, const QRect &rect, const QModelIndex &index, TextStyle style) const;
    /// The right end of what is left for the name.
    int paintPill(QPainter &painter, const QRect &rect, const QModelIndex &index, Tone tone) const;
    void paintNotice(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintFolder(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRequest(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace fuseboard
