// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QToolButton;

namespace fuseboard {

class TabStrip;
class Theme;
struct OpenRequest;

/// The tabs of open requests and the buttons beside them. It only shows: whoever owns the requests says which tab goes
/// where. A tab that is pinned has its pin in the place of the button that closes it.
class RequestTabs final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit RequestTabs(const Theme &theme, QWidget *parent = nullptr);

    void insert(int index, const OpenRequest &request, bool isPinned);
    /// Without currentChanged(), whichever tab is in front afterwards.
    void remove(int index);
    /// The one in front stays in front, without currentChanged().
    void move(int from, int to);
    void setRequest(int index, const OpenRequest &request);
    void setPinned(int index, bool isPinned);
    [[nodiscard]] int current() const;
    void setCurrent(int index);
    /// Whether a request can be begun, and what the button for it says.
    void setNew(bool isPossible, const QString &toolTip);

Q_SIGNALS:
    void currentChanged(int index);
    void newRequested();
    void closeRequested(int index);
    void unpinRequested(int index);
    /// By the right mouse button, or by the menu key for the tab in front.
    void menuRequested(int index, const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;
    /// The menus of the tabs.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void nameTab(int index, bool isPinned);
    void addButton(int index, bool isPinned);
    void fillList();
    void fit();
    [[nodiscard]] int indexOf(const QToolButton *button) const;

    const Theme &m_theme;
    TabStrip *m_strip;
    QToolButton *m_new;
    QToolButton *m_all; // where there are more than fit
    bool m_quiet = false;
};

} // namespace fuseboard
