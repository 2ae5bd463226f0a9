// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/palette.h"

#include <QTabBar>

namespace fuseboard {

class Theme;

/// Tabs as words with a line under the chosen one. A tab may carry a count in second rank. The middle
/// mouse button asks to close a tab. Texts are what they are: an & in one is no mnemonic. What does not fit ends in an
/// ellipsis; a count, a dot at the end of a text, and the button of a tab stay whole.
class TabStrip final : public QTabBar
{
    Q_OBJECT

public:
    /// From the edge of the first tab to its word, in logical pixels: what stands below begins there.
    static constexpr int wordInset = 9;

    /// name: what the tabs choose, for screen readers. The theme must outlive it.
    TabStrip(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    // In the place of those of QTabBar, which takes the letter after an & for a key of the window.
    int addTab(const QString &text);
    int insertTab(int index, const QString &text);
    void setTabText(int index, const QString &text);
    [[nodiscard]] QString tabText(int index) const;
    /// As much of it as has room.
    [[nodiscard]] QString shownText(int index) const;
    /// Shown after the tab's text, in that colour; empty = nothing.
    void setTabCount(int index, const QString &count, ColorRole role = ColorRole::Muted);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] int textWidth(int index) const; ///< with the count
    [[nodiscard]] int countWidth(int index) const;
    [[nodiscard]] bool hasButton(int index) const;
    [[nodiscard]] int buttonRoom(int index) const;
    [[nodiscard]] QRect contentRect(int index) const;
    void paintTab(QPainter &painter, int index) const;
    [[nodiscard]] QRect tabsRect() const;

    const Theme &m_theme;
};

} // namespace fuseboard
