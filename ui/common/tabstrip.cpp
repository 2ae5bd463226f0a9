// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tabstrip.h"

#include "common/focus.h"
#include "common/grid.h"
#include "common/theme.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

#include <cmath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int tabPadding = TabStrip::wordInset; // half of the gap between two words
constexpr int tabLeastPadding = 5; // where there is too little room for all
constexpr int tabCountGap = 4;
constexpr int tabLeastWidth = 160; // a method and the begin of a name; what does not fit is scrolled
constexpr int tabMostWidth = 258;
constexpr QStringView tabDot = u" •";

struct TabCount
{
    QString text;
    ColorRole role = ColorRole::Muted;

    friend bool operator==(const TabCount &, const TabCount &) = default;
};

TabCount countOf(const QTabBar &bar, int index)
{
    return bar.tabData(index).value<TabCount>();
}

QString tabTextOf(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

/// As much of the text as fits. A dot at its end tells of something, and stays.
QString tabFittingText(const QString &text, const QFontMetrics &metrics, int width)
{
    if (QFontMetricsF(metrics).horizontalAdvance(text) <= width)
        return text; // its two pieces may be rounded to more
    if (!text.endsWith(tabDot))
        return metrics.elidedText(text, Qt::ElideRight, width);
    const QString dot = tabDot.toString();
    return metrics.elidedText(text.chopped(dot.size()), Qt::ElideRight, width - metrics.horizontalAdvance(dot)) + dot;
}

} // namespace

TabStrip::TabStrip(const Theme &theme, const QString &name, QWidget *parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setUsesScrollButtons(true);
}

int TabStrip::addTab(const QString &text)
{
    return QTabBar::addTab(tabTextOf(text));
}

int TabStrip::insertTab(int index, const QString &text)
{
    return QTabBar::insertTab(index, tabTextOf(text));
}

void TabStrip::setTabText(int index, const QString &text)
{
    QTabBar::setTabText(index, tabTextOf(text));
}

QString TabStrip::tabText(int index) const
{
    return QTabBar::tabText(index).replace(u"&&"_s, u"&"_s);
}

void TabStrip::setTabCount(int index, const QString &count, ColorRole role)
{
    const TabCount given{count, role};
    if (countOf(*this, index) == given)
        return;
    setTabData(index, QVariant::fromValue(given));
    // The widths are cached by QTabBar; a text change is what makes it measure again.
    const QString text = tabText(index);
    setTabText(index, text + u' ');
    setTabText(index, text);
}

QSize TabStrip::sizeHint() const
{
    // The base class adds room for decorations that are not drawn here.
    int width = 0;
    for (int i = 0; i < count(); ++i)
        width += isTabVisible(i) ? tabSizeHint(i).width() : 0;
    return {width, grid::tabHeight};
}

QSize TabStrip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 120), grid::tabHeight};
}

int TabStrip::textWidth(int index) const
{
    // A fraction of a pixel too little would elide the text.
    const double exact = QFontMetricsF(m_theme.font(TextStyle::Strong)).horizontalAdvance(tabText(index));
    return static_cast<int>(std::ceil(exact)) + countWidth(index);
}

int TabStrip::countWidth(int index) const
{
    const QString count = countOf(*this, index).text;
    return count.isEmpty() ? 0 : tabCountGap + QFontMetrics(m_theme.font(TextStyle::Body)).horizontalAdvance(count);
}

QSize TabStrip::tabSizeHint(int index) const
{
    const int right = hasButton(index) ? buttonRoom(index) : tabPadding;
    return {std::min(tabPadding + textWidth(index) + right, tabMostWidth), grid::tabHeight};
}

bool TabStrip::hasButton(int index) const
{
    return tabButton(index, QTabBar::RightSide) != nullptr;
}

/// From the end of the text to that of the tab. Where the button stands is the style's matter.
int TabStrip::buttonRoom(int index) const
{
    QStyleOption option;
    option.initFrom(this);
    const int behind = std::max(style()->pixelMetric(QStyle::PM_TabBarTabHSpace, &option, this) / 2, 4) + 1;
    return grid::unit + tabButton(index, QTabBar::RightSide)->width() + behind;
}

QRect TabStrip::contentRect(int index) const
{
    const QRect tab = tabRect(index);
    const int spare = tab.width() - textWidth(index);
    const int padding = std::clamp(hasButton(index) ? spare - buttonRoom(index) : spare / 2, tabLeastPadding,
                                   tabPadding);
    QRect content = tab.adjusted(padding, 0, -padding, 0);
    if (hasButton(index))
        content.setRight(tabButton(index, QTabBar::RightSide)->x() - grid::unit - 1);
    return content;
}

QSize TabStrip::minimumTabSizeHint(int index) const
{
    const int paddings = hasButton(index) ? 1 : 2;
    const int narrow = tabSizeHint(index).width() - paddings * (tabPadding - tabLeastPadding);
    return {std::min(narrow, tabLeastWidth), grid::tabHeight};
}

void TabStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (const int tab = tabAt(event->position().toPoint()); event->button() == Qt::MiddleButton && tab >= 0)
        Q_EMIT tabCloseRequested(tab);
    QTabBar::mouseReleaseEvent(event);
}

void TabStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setClipRect(tabsRect());
    for (int i = 0; i < count(); ++i) {
        if (isTabVisible(i))
            paintTab(painter, i);
    }
}

QRect TabStrip::tabsRect() const
{
    // The arrows stand over what does not fit.
    const auto *arrow = findChild<QToolButton *>(u"ScrollLeftButton"_s, Qt::FindDirectChildrenOnly);
    return arrow && arrow->isVisible() ? rect().adjusted(0, 0, arrow->x() - width(), 0) : rect();
}

QString TabStrip::shownText(int index) const
{
    const QFontMetrics metrics(m_theme.font(index == currentIndex() ? TextStyle::Strong : TextStyle::Body));
    return tabFittingText(tabText(index), metrics, contentRect(index).width() - countWidth(index));
}

void TabStrip::paintTab(QPainter &painter, int index) const
{
    const QRect tab = tabRect(index);
    QRect content = contentRect(index);
    const bool chosen = index == currentIndex();
    if (chosen) {
        const int padding = content.left() - tab.left();
        painter.fillRect(QRect(content.left(), tab.bottom() - 1, tab.width() - 2 * padding, 2),
                         m_theme.color(ColorRole::Accent));
    }
    if (chosen && showsFocus(this)) {
        painter.setPen(QPen(m_theme.color(ColorRole::FocusRing), 2));
        painter.drawRoundedRect(tab.adjusted(2, 5, -2, -6), 4, 4);
    }

    const bool hovered = underMouse() && tab.contains(mapFromGlobal(QCursor::pos()));
    const ColorRole ink = !isTabEnabled(index) ? ColorRole::Faint
        : chosen || hovered                    ? ColorRole::Text
                                               : ColorRole::Muted;
    painter.setFont(m_theme.font(chosen ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(m_theme.color(ink));
    const QString text = shownText(index);
    painter.drawText(content, Qt::AlignLeft | Qt::AlignVCenter, text);
    content.setLeft(content.left() + painter.fontMetrics().horizontalAdvance(text) + tabCountGap);
    painter.setFont(m_theme.font(TextStyle::Body));
    const TabCount count = countOf(*this, index);
    painter.setPen(m_theme.color(count.role));
    painter.drawText(content, Qt::AlignLeft | Qt::AlignVCenter, count.text);
}

} // namespace fuseboard
