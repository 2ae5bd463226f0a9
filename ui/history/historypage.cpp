// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historypage.h"

#include "common/commandbutton.h"
#include "common/emptystate.h"
#include "common/figurelabel.h"
#include "common/warningbanner.h"
#include "common/widgetkind.h"
#include "compare/comparedialog.h"
#include "history/historycomparison.h"
#include "history/historydetail.h"
#include "history/historydraft.h"
#include "history/historyfilterbar.h"
#include "history/historymodel.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/historywording.h"
#include "viewer/documentpane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum PageOfHistory { ListPage, NothingPage, NotFoundPage };

} // namespace

void HistoryPage::connectParts()
{
    connect(&m_store, &HistoryStore::stateChanged, this, &HistoryPage::showState);
    connect(&m_store, &HistoryStore::failed, this,
            [this](const Error &error) { Q_EMIT failed(wording::sentence(error)); });
    connect(&m_store, &HistoryStore::redacted, this, [this](int calls) {
        if (calls > 0)
            m_model->reload();
    });
    connect(m_filter, &HistoryFilterBar::changed, this, &HistoryPage::applyFilter);
    connect(m_model, &HistoryModel::loaded, this, &HistoryPage::showWhatIsThere);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_chosen = chosenCalls(); });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        // What somebody reads stays where it is while calls come in above it.
        if (QScrollBar *bar = m_table->verticalScrollBar(); first == 0 && bar->value() > 0)
            bar->setValue(bar->value() + last + 1);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPage::showSelection);
    connect(m_table, &QTableView::activated, this, [this] { open(false); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &HistoryPage::showTableMenu);
    connect(m_detail, &HistoryDetail::settingsRequested, this, [this] {
        if (m_shown)
            Q_EMIT loggingRequested(m_shown->summary.client);
    });
    connect(m_nothing, &EmptyState::actionTriggered, this, &HistoryPage::exploreRequested);
    connect(m_notFound, &EmptyState::actionTriggered, m_filter, &HistoryFilterBar::clear);
}

void HistoryPage::applyFilter()
{
    const HistoryFilter filter = m_filter->filter();
    m_model->setFilter(filter);
    m_aging = filter.from && isVisible() ? m_scheduler.after(1min, [this] { applyFilter(); }) : TimerHandle();
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_model->filter().from)
        applyFilter();
    watchOthers();
}

/// Another window of the same workspace writes into the same file, and nobody tells of it.
void HistoryPage::watchOthers()
{
    // What pauses tries again by itself, and each question would put that off.
    if (m_store.state().mode != HistoryState::Mode::Paused)
        m_model->lookForOthers();
    m_watching = m_scheduler.after(2s, [this] { watchOthers(); });
}

void HistoryPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_aging = {};
    m_watching = {};
}

QAction *HistoryPage::addCommand(const QString &text, const QString &name, const QList<QKeySequence> &keys,
                                 const std::function<void()> &run)
{
    auto *command = new QAction(text, this);
    command->setObjectName(name);
    command->setShortcuts(keys);
    connect(command, &QAction::triggered, this, run);
    addAction(command);
    return command;
}

void HistoryPage::addCommands()
{
    m_open = addCommand(tr("&Open in Explore"), u"history-open"_s, {Qt::CTRL | Qt::Key_O}, [this] { open(false); });
    m_send = addCommand(tr("&Send again"), u"history-send"_s, {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter},
                        [this] { open(true); });
    m_compare = addCommand(tr("&Compare two calls"), u"history-compare"_s, {Qt::CTRL | Qt::Key_D},
                           [this] { compare(); });
    m_remove = addCommand(tr("&Delete"), u"history-delete"_s, {QKeySequence::Delete}, [this] { askToRemove(); });
    // In the tree of the clients these keys are for its rows.
    for (QAction *command : {m_compare, m_remove})
        command->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_changeLimits = addCommand(tr("&Limits…"), u"history-limits"_s, {}, [this] { changeLimits(); });
    m_clear = addCommand(tr("Delete &all history…"), u"history-clear"_s, {}, [this] { askToClear(); });
    m_menu->addActions({m_changeLimits, m_clear});
    const QList<QWidget *> buttons{new CommandButton(*m_open, tr("Open"), this), new CommandButton(*m_send, {}, this),
                                   new CommandButton(*m_compare, tr("Compare…"), this)};
    for (QWidget *button : buttons)
        m_buttons->addWidget(button);
    // They are made last, and are seen before the filter and the list.
    QWidget *before = this;
    for (QWidget *each : buttons + QList<QWidget *>{m_menu}) {
        setTabOrder(before, each);
        before = each;
    }
    addCommand(tr("&Find"), u"history-find"_s, {QKeySequence::Find}, [this] { find(); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
}

void HistoryPage::find()
{
    // One key, which means the text that is read where the keyboard is in one.
    if (DocumentPane *pane = m_detail->focusedPane())
        pane->openSearch();
    else
        m_filter->focusText();
}

void HistoryPage::showTableMenu(const QPoint &at)
{
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_send, m_compare, m_remove});
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void HistoryPage::setClients(const QList<ClientNode> &clients)
{
    const bool hadClient = m_shown && hasClientOf(*m_shown);
    m_clients = clients;
    m_filter->setClients(clients);
    if (!m_shown)
        return;
    tellSending();
    if (hasClientOf(*m_shown) != hadClient)
        m_detail->show(*m_shown, !hadClient);
}

void HistoryPage::showState(const HistoryState &state)
{
    QStringList sentences{wording::trouble(state), wording::setAsideNotice(state)};
    sentences.removeAll(QString());
    m_banner->setText(sentences.join(u' '));
    m_nothing->setTexts(wording::emptyTitle(state), wording::emptyAdvice(state));
    if (state.mode == HistoryState::Mode::Opening)
        m_count->setText(tr("Opening…")); // it may wait for a lock
    if (state.mode == HistoryState::Mode::Ready && m_model->rowCount() == 0)
        m_model->reload(); // what could not be read before
}

void HistoryPage::showWhatIsThere()
{
    const bool empty = m_model->isLoaded() && m_model->rowCount() == 0;
    const QString nothing = tr("No call that was kept fits this filter.");
    m_notFound->setTexts(tr("No call fits"),
                         m_model->filter().text.isEmpty() ? nothing : nothing + u' ' + wording::searchedBodies());
    m_pages->setCurrentIndex(!empty ? ListPage : m_model->filter().isEmpty() ? NothingPage : NotFoundPage);
    // A damaged file that was put away goes with it.
    m_clear->setEnabled(!empty || !m_model->filter().isEmpty() || !m_store.state().setAside.isEmpty());
    if (m_table->selectionModel()->selectedRows().isEmpty())
        chooseAnew();
    showCount();
}

void HistoryPage::showCount()
{
    readUsage();
    if (m_model->filter().isEmpty())
        return;
    const int shown = m_model->rowCount();
    m_count->setText(m_model->isComplete() ? tr("%Ln found", nullptr, shown)
                                           : tr("%Ln found, and more", nullptr, shown));
}

void HistoryPage::compare()
{
    const QList<qint64> ids = selectedIds();
    if (ids.size() != 2)
        return;
    // The earlier one on the left.
    m_comparison = m_store.entry(ids.last(), [this, right = ids.first()](const Result<HistoryEntry> &left) {
        if (left)
            takeLeft(*left, right);
    });
}

void HistoryPage::takeLeft(const HistoryEntry &left, qint64 right)
{
    m_comparison = m_store.entry(right, [this, left](const Result<HistoryEntry> &found) {
        if (!found)
            return;
        auto *dialog = new CompareDialog(m_theme, {comparedCall(left)}, comparedCall(*found), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void HistoryPage::askToRemove()
{
    const QList<qint64> ids = selectedIds();
    if (ids.isEmpty())
        return;
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Delete calls?"),
                                     tr("Delete %Ln calls? They cannot be brought back.", nullptr, int(ids.size())),
                                     QMessageBox::NoButton, this);
    ask(question, tr("&Delete"), [this, ids] { m_store.remove(ids); });
}

void HistoryPage::ask(QMessageBox *question, const QString &yes, const std::function<void()> &run)
{
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    QPushButton *agree = question->addButton(yes, QMessageBox::DestructiveRole);
    setKind(agree, u"danger"_s);
    QPushButton *keep = question->addButton(tr("&Keep"), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(agree, &QPushButton::clicked, this, run);
    question->open();
}

} // namespace fuseboard
