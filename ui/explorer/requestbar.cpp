// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestbar.h"

#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "config/variablesyntax.h"
#include "explorer/urledit.h"
#include "models/figures.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastBaseWidth = 120;
constexpr int wantedUrlWidth = 200;
constexpr int methodWidth = 104;
constexpr int narrowBar = 760; // has no room for words on its tools

/// Without its scheme where it has to be cut, and then with less of its path: the host tells more. Of one that is too
/// long the end is left, as its begin is often that of many.
QString cutBaseUrl(const QString &url, const QFontMetrics &metrics, int room)
{
    if (metrics.horizontalAdvance(url) <= room)
        return url;
    const auto scheme = url.indexOf(u"://"_s);
    const QString rest = scheme < 0 ? url : url.sliced(scheme + 3);
    const QString host = rest.section(u'/', 0, 0);
    const QString path = rest.sliced(host.size());
    const int left = room - metrics.horizontalAdvance(host);
    if (left < (path.isEmpty() ? 0 : metrics.horizontalAdvance(u"/…"_s)))
        return metrics.elidedText(host, Qt::ElideLeft, room);
    return host + metrics.elidedText(path, Qt::ElideMiddle, left);
}

} // namespace

RequestBar::RequestBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_method(new QComboBox(this))
    , m_base(new QLabel(this))
    , m_url(new UrlEdit(theme, this))
    , m_send(new QPushButton(tr("Send"), this))
{
    setProperty("surface", u"panel"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(grid::cardPadding, 10, grid::cardPadding, 10);
    row->setSpacing(grid::gap);
    row->addWidget(m_method);
    row->addWidget(m_base);
    row->addWidget(m_url, 1);
    m_base->setTextFormat(Qt::PlainText);
    m_base->setProperty("rank", u"muted"_s);
    m_base->setFont(theme.font(TextStyle::Mono));
    m_base->setAccessibleName(tr("Base URL"));
    connect(m_url, &QLineEdit::textChanged, this, &RequestBar::showBaseUrl);
    row->addWidget(m_send);
    setUpMethod();
    m_send->setProperty("kind", u"primary"_s);
    m_send->setMinimumWidth(76);
    setRunning(false);
    colourMethod();
    connect(m_url, &QLineEdit::textEdited, this, &RequestBar::edited);
    connect(m_url, &UrlEdit::entryRefused, this, &RequestBar::entryRefused);
    connect(m_url, &QLineEdit::returnPressed, this, [this] {
        if (!m_running)
            Q_EMIT sendRequested();
    });
    m_send->installEventFilter(this);
    connect(m_send, &QPushButton::clicked, this,
            [this] { m_running ? Q_EMIT cancelRequested() : Q_EMIT sendRequested(); });
    connect(&theme, &Theme::changed, this, &RequestBar::colourMethod);
}

void RequestBar::setUpMethod()
{
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s});
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    // A token (RFC 9110 5.6.2); which of them cannot be sent is told when it shall be.
    static const QRegularExpression token(u"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}"_s);
    m_method->setValidator(new QRegularExpressionValidator(token, m_method));
    m_method->setFont(m_theme.font(TextStyle::Strong));
    m_method->lineEdit()->setFont(m_theme.font(TextStyle::Strong));
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("Choose a method, or write another one"));
    m_method->setFixedWidth(methodWidth);
    m_method->installEventFilter(this);
    m_method->lineEdit()->installEventFilter(this);
    connect(m_method, &QComboBox::currentTextChanged, this, [this] {
        colourMethod();
        Q_EMIT edited();
    });
}

QString RequestBar::method() const
{
    return m_method->currentText();
}

QString RequestBar::url() const
{
    return m_url->text();
}

void RequestBar::setRequest(const QString &method, const QString &url)
{
    const QSignalBlocker blocker(m_method);
    if (m_method->findText(method) < 0)
        m_method->addItem(method);
    m_method->setCurrentText(method);
    colourMethod();
    setUrl(url);
    m_url->setCursorPosition(0);
}

void RequestBar::setUrl(const QString &url)
{
    if (m_url->text() == url)
        return;
    const int cursor = m_url->cursorPosition();
    m_url->setText(url);
    m_url->setCursorPosition(cursor);
}

void RequestBar::setBaseUrl(const QString &baseUrl)
{
    m_baseUrl = baseUrl;
    showBaseUrl();
}

void RequestBar::setScope(const VariableScope &scope)
{
    m_url->setScope(scope);
}

void RequestBar::showBaseUrl()
{
    const bool isAbsolute = url().contains(u"://"_s) && !url().startsWith(u'/');
    m_base->setVisible(!m_baseUrl.isEmpty() && !isAbsolute);
    QString tip = tr("Relative URLs go to %1").arg(wording::printable(m_baseUrl, 200));
    // Variables that have their values are not seen here.
    const bool isUnresolved = hasVariables(m_baseUrl);
    if (isUnresolved)
        tip = tr("A variable in %1 has no value: nothing can be sent there. Ctrl+E opens the environments.")
                  .arg(wording::printable(m_baseUrl, 200));
    m_base->setToolTip(wording::toolTip(tip));
    setRank(m_base, isUnresolved ? u"error"_s : u"muted"_s);
    m_base->setText(cutBaseUrl(wording::printable(m_baseUrl, 200), m_base->fontMetrics(), baseRoom()));
}

/// A third of the bar at most, and less where little is left: the request's own part is what is edited.
int RequestBar::baseRoom() const
{
    const QMargins margins = layout()->contentsMargins();
    int others = margins.left() + margins.right() + (layout()->count() - 1) * layout()->spacing();
    for (int i = 0; i < layout()->count(); ++i) {
        const QWidget *part = layout()->itemAt(i)->widget();
        if (part && !part->isHidden() && part != m_base && part != m_url)
            others += std::max(part->sizeHint().width(), part->minimumWidth());
    }
    return std::max(leastBaseWidth, std::min(width() - others - wantedUrlWidth, width() / 3));
}

/// The first click into the method selects it: what is written then takes its place.
void RequestBar::followMethodClick(const QObject *watched, const QEvent &event)
{
    if (watched == m_method && event.type() == QEvent::FocusIn)
        m_selectsMethod = static_cast<const QFocusEvent &>(event).reason() == Qt::MouseFocusReason;
    if (watched != m_method->lineEdit() || event.type() != QEvent::MouseButtonRelease)
        return;
    if (std::exchange(m_selectsMethod, false) && !m_method->lineEdit()->hasSelectedText())
        m_method->lineEdit()->selectAll();
}

/// The second click of two would cancel what the first one has sent.
bool RequestBar::eventFilter(QObject *watched, QEvent *event)
{
    followMethodClick(watched, *event);
    return (watched == m_send && event->type() == QEvent::MouseButtonDblClick) || QFrame::eventFilter(watched, event);
}

void RequestBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitTools();
    showBaseUrl();
}

void RequestBar::setRunning(bool running)
{
    m_running = running;
    m_send->setText(running ? tr("Cancel") : tr("Send"));
    m_send->setToolTip(running ? tr("Gives the call up (Esc)") : tr("Sends the request (Ctrl+Enter)"));
    const QString kind = running ? u"danger"_s : u"primary"_s;
    if (m_send->property("kind").toString() == kind)
        return;
    m_send->setProperty("kind", kind);
    m_send->style()->unpolish(m_send);
    m_send->style()->polish(m_send);
}

void RequestBar::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

void RequestBar::addTool(QAction *command)
{
    auto *tool = new QToolButton(this);
    tool->setDefaultAction(command);
    tool->setAccessibleName(command->iconText());
    addTool(tool);
}

void RequestBar::addTool(QToolButton *tool)
{
    QWidget *before = layout()->itemAt(layout()->count() - 1)->widget();
    tool->setProperty("kind", u"button"_s);
    layout()->addWidget(tool);
    setTabOrder(before, tool);
    m_tools.append(tool);
    fitTools();
}

void RequestBar::fitTools()
{
    for (QToolButton *tool : std::as_const(m_tools))
        tool->setToolButtonStyle(width() < narrowBar ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
}

void RequestBar::colourMethod()
{
    // The application's style sheet sets a colour, and only another sheet overrides it.
    m_method->setStyleSheet(
        u"QComboBox, QComboBox QLineEdit { color: %1; }"_s.arg(m_theme.color(methodRole(method().toLatin1())).name()));
}

} // namespace fuseboard
