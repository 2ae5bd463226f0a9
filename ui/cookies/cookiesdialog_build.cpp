// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiesdialog.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"
#include "cookies/cookiedelegate.h"
#include "cookies/cookietable.h"
#include "models/cookies/cookietablemodel.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>

namespace fuseboard {

using namespace Qt::StringLiterals;

QPushButton *CookiesDialog::addButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    return button;
}

void CookiesDialog::build(const Theme &theme)
{
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(grid::page, grid::page, grid::page, grid::cardGap);
    inner->setSpacing(grid::gap);
    inner->addWidget(buildHead(theme));
    inner->addWidget(buildPages(theme), 1);
    inner->addWidget(buildCommands());
    QFrame *line = makeDivider(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(inner, 1);
    column->addWidget(line);
    column->addWidget(buildFoot());
    resize(960, 520);
    // Those of the empty pages too: Enter closes, and makes or removes nothing.
    const QList<QPushButton *> buttons = findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        button->setAutoDefault(false);
}

QWidget *CookiesDialog::buildHead(const Theme &theme)
{
    auto *head = new QWidget(this);
    m_filter = new QLineEdit(head);
    m_filter->setObjectName(u"cookieFilter"_s);
    m_filter->setPlaceholderText(tr("Find by domain, path or name (%1)")
                                     .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_filter->setAccessibleName(tr("Find cookies"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_filter->addAction(themedIcon(theme, IconId::Search), QLineEdit::LeadingPosition);
    m_show = addButton({}, u"showCookieValues"_s, head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    row->addWidget(m_filter, 1);
    row->addWidget(m_show);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        refresh();
    });
    connect(m_show, &QPushButton::clicked, this, [this] {
        m_model->setValuesShown(!m_model->areValuesShown());
        refresh();
    });
    return head;
}

QWidget *CookiesDialog::buildPages(const Theme &theme)
{
    m_pages = new QStackedWidget(this);
    const QString advice = m_source.isOn
        ? tr("When an answer sets a cookie, it is kept here and goes with later requests of this client "
             "to the same place: log in once, and the next request is logged in.")
        : tr("Cookies are switched off for this client: none is kept, and none is sent. The switch "
             "“Keep cookies” is on the page General of Edit client.");
    auto *empty = new EmptyState(theme, IconId::Inbox, tr("No cookies yet"), advice, tr("Add a cookie"), m_pages);
    connect(empty, &EmptyState::actionTriggered, this, &CookiesDialog::add);
    auto *unmatched = new EmptyState(theme, IconId::Search, tr("No cookie matches"),
                                     tr("Nothing of these letters is in a domain, a path or a name."),
                                     tr("Clear the filter"), m_pages);
    connect(unmatched, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    empty->setObjectName(u"noCookies"_s);
    unmatched->setObjectName(u"noMatchingCookies"_s);
    buildTable(theme);
    for (QWidget *page : QList<QWidget *>{empty, unmatched, m_table})
        m_pages->addWidget(page);
    return m_pages;
}

void CookiesDialog::buildTable(const Theme &theme)
{
    m_table = new CookieTable(m_pages);
    m_table->setProperty("kind", u"variables"_s);
    m_table->setItemDelegate(new CookieDelegate(theme, m_table));
    m_table->setModel(m_filtered);
    m_table->setObjectName(u"cookies"_s);
    m_table->setAccessibleName(tr("Cookies"));
    m_table->setFont(theme.font(TextStyle::Mono));
    m_table->setWordWrap(false); // a row has one line
    m_table->setShowGrid(false); // lines below the rows, as in other tables
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                             | QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CookieTableModel::DomainColumn, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(grid::rowHeight + grid::unit);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->resizeSection(CookieTableModel::DomainColumn, 200);
    header->resizeSection(CookieTableModel::PathColumn, 104);
    header->resizeSection(CookieTableModel::NameColumn, 144);
    header->setSectionResizeMode(CookieTableModel::ValueColumn, QHeaderView::Stretch);
    header->resizeSection(CookieTableModel::ExpiresColumn, 176);
    header->setSectionResizeMode(CookieTableModel::SecureColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(CookieTableModel::HttpOnlyColumn, QHeaderView::ResizeToContents);
}

QWidget *CookiesDialog::buildCommands()
{
    auto *commands = new QWidget(this);
    m_add = addButton(tr("&Add"), u"addCookie"_s, commands);
    m_remove = addButton(tr("&Remove"), u"removeCookie"_s, commands);
    m_removeAll = addButton({}, u"removeAllCookies"_s, commands);
    m_undo = addButton(tr("&Undo"), u"undoCookies"_s, commands);
    m_notice = new QLabel(commands);
    m_notice->setObjectName(u"cookieNotice"_s);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    auto *row = new QHBoxLayout(commands);
    row->setContentsMargins({});
    row->setSpacing(grid::gap);
    for (QPushButton *button : {m_add, m_remove, m_removeAll, m_undo})
        row->addWidget(button);
    row->addWidget(m_notice, 1);
    connect(m_add, &QPushButton::clicked, this, &CookiesDialog::add);
    connect(m_remove, &QPushButton::clicked, this, [this] { remove(selected()); });
    connect(m_removeAll, &QPushButton::clicked, this, [this] { remove(shown()); });
    connect(m_undo, &QPushButton::clicked, this, &CookiesDialog::undo);
    return commands;
}

QWidget *CookiesDialog::buildFoot()
{
    auto *foot = new QFrame(this);
    foot->setProperty("surface", u"panel"_s);
    const QString environment = wording::printable(m_source.environment, 60);
    QString text = environment.isEmpty()
        ? tr("They are kept in memory and in no file, and are gone when you quit or open another workspace.")
        : tr("Those of the environment %1. They are kept in memory and in no file, and are gone when you quit or open "
             "another workspace.")
              .arg(environment);
    if (!m_source.isOn)
        text = tr("Cookies are switched off for this client: none of these is sent.") + u' ' + text;
    auto *note = new QLabel(text, foot);
    note->setObjectName(u"cookieNote"_s);
    note->setTextFormat(Qt::PlainText);
    note->setProperty("rank", u"muted"_s);
    note->setWordWrap(true);
    auto *close = addButton(tr("Close"), u"closeCookies"_s, foot);
    close->setDefault(true);
    close->setFocusPolicy(Qt::TabFocus); // a click leaves an editor open, for done() to see whether it is refused
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(grid::page, grid::cardGap, grid::page, grid::cardGap);
    row->setSpacing(grid::page);
    row->addWidget(note, 1);
    row->addWidget(close);
    return foot;
}

} // namespace fuseboard
