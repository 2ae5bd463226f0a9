// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QStackedWidget;

namespace fuseboard {

class ApiClient;
class CallSession;
class RequestBar;
class RequestPane;
class ResponsePane;
class Scheduler;
class TabStrip;
class Theme;

/// Requests that are open in tabs, and what came of sending them. Draws nothing while it is hidden; a call that runs
/// goes on.
class ExplorePage final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ExplorePage(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);
    ~ExplorePage() override;

    /// Makes a client known, or takes it back (null). Requests of unknown clients cannot be sent.
    void setClient(const QString &clientId, ApiClient *client);
    void setVariables(const Variables &variables) { m_variables = variables; }

    /// Opens a request, or the tab that has it already.
    void openRequest(const RequestDraft &draft);
    [[nodiscard]] int openCount() const { return int(m_tabs.size()); }
    /// The draft of the present tab; empty without one.
    [[nodiscard]] RequestDraft currentDraft() const;

    void send();
    void cancel();
    void focusUrl();

Q_SIGNALS:
    /// The request in front has changed, or the page has come into view. requestId is empty for a new request.
    void requestShown(const QString &clientId, const QString &requestId);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Tab
    {
        RequestDraft draft;
        std::unique_ptr<CallSession> session;
        bool edited = false;
    };

    void build(const Theme &theme);
    QWidget *buildHead(const Theme &theme);
    QWidget *buildOpenRequest(const Theme &theme);
    void addShortcuts();
    void connectParts();
    void newRequest();
    void closeTab(int index);
    void showTab(int index);
    void takeEdits();
    [[nodiscard]] static QString tabText(const Tab &tab);
    void updateTabText(int index);
    void onUrlEdited();
    void onParamsEdited();
    void onSessionChanged(const CallSession *session);
    void tellRequest();
    void tick();
    [[nodiscard]] Tab *current();

    const Scheduler &m_scheduler;
    TabStrip *m_strip;
    QStackedWidget *m_pages;
    RequestBar *m_bar;
    RequestPane *m_request;
    ResponsePane *m_response;
    QHash<QString, QPointer<ApiClient>> m_clients;
    QStringList m_clientIds; // in the order in which they came
    Variables m_variables;
    std::vector<Tab> m_tabs;
    QTimer m_tick;
};

} // namespace fuseboard
