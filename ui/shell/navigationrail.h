// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/icons.h"

#include <QFrame>

class QAbstractButton;
class QButtonGroup;
class QMenu;
class QVBoxLayout;

namespace fuseboard {

/// The column of pages at the left edge, with the menu at its foot.
class NavigationRail final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit NavigationRail(const Theme &theme, QWidget *parent = nullptr);

    void addPage(IconId icon, const QString &text, const QString &toolTip);
    void setCurrent(int page);
    /// What the button at the foot opens; the menu must outlive the rail.
    void setMenu(QMenu *menu);

Q_SIGNALS:
    /// By the user.
    void pageChosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QButtonGroup *m_pages;
    QVBoxLayout *m_column;
    QAbstractButton *m_menu = nullptr; ///< opens it
    int m_count = 0;
};

} // namespace fuseboard
