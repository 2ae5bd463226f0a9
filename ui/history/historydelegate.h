// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace fuseboard {

class Theme;

/// Draws a line of the history: the method in its colour, a dot before the word for how the call ended.
class HistoryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit HistoryDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

/// As much of a URL as fits: what tells calls apart is the path, so that scheme and host go before anything of it does.
QString fittedUrl(const QString &url, const QFontMetrics &metrics, int width);

} // namespace fuseboard
