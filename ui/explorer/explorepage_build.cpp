// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/explorepage.h"

#include "common/divider.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/openeditor.h"
#include "common/theme.h"
#include "explorer/requestbar.h"
#include "explorer/requestpane.h"
#include "explorer/requesttabs.h"
#include "explorer/responsepane.h"
#include "explorer/sendingmeans.h"
#include "explorer/seriescommand.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

template<class Run>
QAction *addCommand(QWidget *page, const QString &text, const QList<QKeySequence> &keys, const Run &run)
{
    auto *command = new QAction(text, page);
    command->setShortcuts(keys);
    // Of the whole window, so that they work from the tree as well; a page that is not shown hears no shortcut.
    command->setShortcutContext(Qt::WindowShortcut);
    QObject::connect(command, &QAction::triggered, page, run);
    page->addAction(command);
    return command;
}

} // namespace

QWidget *ExplorePage::buildOpenRequest(const Theme &theme)
{
    auto *open = new QWidget(m_pages);
    m_bar = new RequestBar(theme, open);
    auto *sides = new QSplitter(Qt::Horizontal, open);
    sides->setChildrenCollapsible(false);
    m_request = new RequestPane(theme, sides);
    m_response = new ResponsePane(theme, m_scheduler, sides);
    // Room for all of the request's tabs with some counts, and for the ways to show a body, in the smallest window.
    m_request->setMinimumWidth(350);
    m_response->setMinimumWidth(350);
    sides->setSizes({420, 604});
    sides->setStretchFactor(1, 1);
    auto *openColumn = new QVBoxLayout(open);
    openColumn->setContentsMargins({});
    openColumn->setSpacing(0);
    openColumn->addWidget(m_bar);
    openColumn->addWidget(makeDivider(open));
    openColumn->addWidget(sides, 1);
    return open;
}

void ExplorePage::build(const Theme &theme)
{
    m_head = new RequestTabs(theme, this);
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyState(theme, IconId::Explore, tr("No request is open"), {}, tr("New request"), m_pages);
    connect(m_empty, &EmptyState::actionTriggered, this,
            [this] { m_means->clientIds().isEmpty() ? Q_EMIT newClientRequested() : beginRequest(); });
    m_pages->addWidget(m_empty);
    m_pages->addWidget(buildOpenRequest(theme));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(makeDivider(this));
    column->addWidget(m_pages, 1);
}

void ExplorePage::addCommands()
{
    const auto goToTab = [this](int step) {
        if (openCount() > 1)
            m_head->setCurrent((m_head->current() + step + openCount()) % openCount());
    };
    addCommand(this, tr("&Send"), {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}, [this] { send(); });
    const QList<QKeySequence> runKeys{Qt::CTRL | Qt::SHIFT | Qt::Key_Return, Qt::CTRL | Qt::SHIFT | Qt::Key_Enter};
    QAction *run = addCommand(this, tr("R&un several times…"), runKeys, [this] { m_series->open(); });
    run->setIconText(tr("Run ×…"));
    run->setIcon(themedIcon(m_theme, IconId::Play));
    run->setToolTip(tr("Sends the request several times (%1)").arg(runKeys.first().toString(QKeySequence::NativeText)));
    addCommand(this, tr("&Cancel"), {Qt::Key_Escape}, [this] { cancel(); });
    m_save = addCommand(this, tr("Sa&ve"), {QKeySequence::Save}, [this] {
        commitOpenEditor(*m_request);
        const Tab *tab = current();
        if (!tab || (!tab->edited && !tab->draft.requestId.isEmpty()))
            return;
        if (const QString problem = m_request->problem(); !problem.isEmpty())
            Q_EMIT failed(problem);
        else
            Q_EMIT saveRequested(*tab);
    });
    m_new = addCommand(this, tr("&New request in a tab"), {Qt::CTRL | Qt::Key_T}, [this] { beginRequest(); });
    m_pin = addCommand(this, tr("P&in tab"), {Qt::CTRL | Qt::SHIFT | Qt::Key_P},
                       [this] { togglePin(m_head->current()); });
    addCommand(this, tr("C&lose tab"), {Qt::CTRL | Qt::Key_W}, [this] { closeTab(m_head->current()); });
    addCommand(this, tr("Close &others"), {Qt::CTRL | Qt::ALT | Qt::Key_W}, [this] { closeOthers(m_head->current()); });
    addCommand(this, tr("&Reopen closed tab"), {Qt::CTRL | Qt::SHIFT | Qt::Key_T}, [this] { reopenTab(); });
    addCommand(this, tr("Ne&xt tab"), {Qt::CTRL | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageDown}, [goToTab] { goToTab(1); });
    addCommand(this, tr("&Previous tab"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageUp},
               [goToTab] { goToTab(-1); });
    QAction *compare = addCommand(this, tr("Co&mpare with an earlier answer…"), {Qt::CTRL | Qt::Key_D}, [this] {
        if (!m_response->compare())
            Q_EMIT noticed(tr("There is no earlier answer in this tab to compare with. Send the request once more."));
    });
    compare->setShortcutContext(Qt::WidgetWithChildrenShortcut); // in the tree the key is for its rows
    addAction(m_response->menu()->menuAction());
    m_save->setIcon(themedIcon(m_theme, IconId::Save));
    m_save->setToolTip(
        tr("Saves the request in the workspace (%1)").arg(m_save->shortcut().toString(QKeySequence::NativeText)));
    m_bar->addTool(run);
    m_bar->addTool(m_save);
    addSendingCommands();
    updateCommands();
}

void ExplorePage::updateNewRequest()
{
    const bool possible = !m_means->clientIds().isEmpty();
    const QString needed = tr("A request is sent by a client, which knows the address and how to sign in.");
    m_head->setNew(possible, possible ? tr("New request (Ctrl+T)") : needed);
    m_new->setEnabled(possible);
    m_empty->setActionText(possible ? tr("New request") : tr("New client…"));
    m_empty->setTexts(possible ? tr("No request is open") : tr("First make a client"),
                      possible ? tr("Choose a request in the tree, or begin a new one.") : needed);
}

} // namespace fuseboard
