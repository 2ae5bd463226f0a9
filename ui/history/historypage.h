// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "explorer/requestdraft.h"
#include "history/historystore.h"
#include "models/clientnode.h"

#include <QWidget>

#include <functional>

class QAction;
class QHBoxLayout;
class QMessageBox;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace fuseboard {

class EmptyState;
class FigureLabel;
class HistoryDetail;
class HistoryFilterBar;
class HistoryModel;
class Theme;
class WarningBanner;

/// The calls that were kept: a list with a filter, the one that is chosen beside it, and what can be done with them.
class HistoryPage final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive it.
    HistoryPage(const Theme &theme, HistoryStore &store, Scheduler &scheduler, QWidget *parent = nullptr);
    ~HistoryPage() override;

    /// Those that can be chosen in the filter; of their requests, those that can be sent as they are now.
    void setClients(const QList<ClientNode> &clients);

Q_SIGNALS:
    /// A call shall be opened as a request to edit, and sent at once where send says so.
    void requestOpened(const fuseboard::RequestDraft &draft, bool send);
    /// A saved request shall be opened as it is now, and sent at once where send says so.
    void savedRequestOpened(const QString &clientId, const QString &requestId, bool send);
    /// The page of the client's settings that says whether bodies are kept.
    void loggingRequested(const QString &clientId);
    /// From the empty page.
    void exploreRequested();
    /// A sentence for the status line.
    void noticed(const QString &text);
    /// So does this, on what does not work.
    void failed(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead(const Theme &theme);
    QWidget *makeBody(const Theme &theme);
    [[nodiscard]] QToolButton *makeMenuButton(const Theme &theme);
    void setUpTable(const Theme &theme);
    void fitColumns();
    void connectParts();
    void addCommands();
    QAction *addCommand(const QString &text, const QString &name, const QList<QKeySequence> &keys,
                        const std::function<void()> &run);
    void applyFilter();
    void watchOthers();
    void find();
    void showTableMenu(const QPoint &at);
    [[nodiscard]] QList<int> selectedRows() const;
    [[nodiscard]] QList<qint64> selectedIds() const;
    [[nodiscard]] QList<HistorySummary> chosenCalls() const;
    void chooseAnew();
    void showState(const HistoryState &state);
    void showWhatIsThere();
    void showSelection();
    void showEntry(const HistoryEntry &entry);
    void showUnreadable(const Error &error);
    [[nodiscard]] bool hasClientOf(const HistoryEntry &entry) const;
    [[nodiscard]] std::optional<RequestNode> savedRequestOf(const HistoryEntry &entry) const;
    void offerSavedRequest(const HistoryEntry &entry, const RequestNode &request);
    void tellSending();
    void open(bool send);
    void compare();
    void takeLeft(const HistoryEntry &left, qint64 right);
    void askToRemove();
    void askToClear();
    void askToClear(const std::optional<HistoryUsage> &usage);
    void changeLimits();
    void openLimits(const HistoryLimits &limits);
    void takeLimits(const HistoryLimits &before, const HistoryLimits &limits);
    void readUsage();
    void ask(QMessageBox *question, const QString &yes, const std::function<void()> &run);
    void showCount();

    const Theme &m_theme;
    HistoryStore &m_store;
    Scheduler &m_scheduler;
    QList<ClientNode> m_clients;
    HistoryModel *m_model;
    WarningBanner *m_banner;
    HistoryFilterBar *m_filter;
    FigureLabel *m_count;
    QStackedWidget *m_pages;
    EmptyState *m_nothing;
    EmptyState *m_notFound;
    QTableView *m_table;
    QToolButton *m_menu = nullptr;
    QHBoxLayout *m_buttons; // of commands for what is chosen
    HistoryDetail *m_detail;
    std::optional<bool> m_isWide; // how the columns are laid out
    QAction *m_open = nullptr;
    QAction *m_send = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_changeLimits = nullptr;
    std::optional<HistoryEntry> m_shown; // the one that is chosen, when it is here
    std::optional<bool> m_opening; // it was asked for before it was here; to be sent where true
    QList<HistorySummary> m_chosen; // before all was read again
    TimerHandle m_aging; // while a period is looked for
    TimerHandle m_watching; // while it is seen
    HistoryTicket m_entry;
    HistoryTicket m_comparison;
    HistoryTicket m_counting;
    HistoryTicket m_asking; // for what a dialog tells
};

} // namespace fuseboard
