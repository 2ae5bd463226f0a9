// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/environmentstate.h"
#include "explorer/openrequest.h"
#include "explorer/rowhistory.h"
#include "explorer/tabmemory.h"
#include "requests/requestbuilder.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QStackedWidget;

namespace fuseboard {

class ApiClient;
class Call;
class CallSession;
class CopyCommand;
class EmptyState;
class RequestBar;
class RequestPane;
class RequestTabs;
class ResponsePane;
class Scheduler;
class SecretClipboard;
class SecretStoreStatus;
class SendingMeans;
class SeriesCommand;
class Theme;

/// Requests that are open in tabs, and what came of sending them. Draws nothing while hidden; calls that run go on.
class ExplorePage final : public QWidget
{
    Q_OBJECT

public:
    ExplorePage(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr); ///< both must outlive it
    ~ExplorePage() override;

    void setClient(const QString &clientId, ApiClient *client); ///< null takes it back: its requests cannot be sent
    void setEnvironment(const EnvironmentState &state); ///< where requests go, and what their variables stand for
    void setFolder(const QString &folder, const QStringList &agreedFiles = {}); ///< as SendingMeans::setFolder()
    void setSpool(const SpoolPlace &place); ///< where large answers go
    void setSecretStore(const SecretStoreStatus &store); ///< which calls may wait for; once
    void setSecretClipboard(SecretClipboard &clipboard); ///< what is copied of secrets goes there from then on; once
    void openRequest(const RequestDraft &draft); ///< or the tab that has it already
    [[nodiscard]] int openCount() const { return int(m_tabs.size()); }
    [[nodiscard]] RequestDraft currentDraft() const; ///< empty without a tab
    [[nodiscard]] QList<OpenRequest> openRequests(); ///< with the cell being written in: requestEdited() may come first
    /// What a tab holds and is compared with; where none has its key it takes that other's place, or opens behind all.
    void setRequest(const OpenRequest &request, const QString &inPlaceOf = {});
    void dropRequest(const QString &key); ///< for good, whatever was edited in it; cancels its call
    [[nodiscard]] bool hasCall(const QString &key) const; ///< runs, or has ended: it would be lost with its tab
    void beginRequest(const QString &clientId = {}); ///< in a new tab; empty: of the one chosen, or of that in front
    void chooseClient(const QString &clientId) { m_chosenClient = clientId; } ///< whose the next requests are; or none
    void send(); ///< the request in front; in an environment that wants it, only when its user has agreed
    void cancel();
    void focusUrl();
    void closeTab(int index); ///< reopenTab() brings it back as it was, until the program ends; not one that is pinned
    void closeOthers(int index); ///< all but this one and those that are pinned
    void reopenTab(); ///< the one closed last
    void togglePin(int index); ///< those that are pinned stand first
    [[nodiscard]] TabMemory tabMemory() const;
    void setTabMemory(const TabMemory &memory); ///< of an earlier run; tabs are pinned when they open

Q_SIGNALS:
    void noticed(const QString &text); ///< a sentence for the status line
    void failed(const QString &text); ///< so does this, on what cannot be done
    void newClientRequested(); ///< where there is none yet
    void cookiesRequested(const QString &clientId); ///< those that are kept
    void fileAgreed(const QString &path); ///< one more outside of the folder, as sendableFile()
    void saveRequested(const fuseboard::OpenRequest &request); ///< by the user, for the one in front
    void requestEdited(const fuseboard::OpenRequest &request, bool isOpen); ///< by the user; not open: by closing it
    void reopenRequested(const QString &clientId, const QString &requestId); ///< one closed before this run
    void callSent(const QString &clientId, fuseboard::ApiClient *client, fuseboard::Call *call, const QString &request);
    void tabsChanged(const QList<fuseboard::WorkspacePlace> &open); ///< as openPlaces(), or tabMemory() has
    void requestShown(const QString &clientId, const QString &requestId); ///< the one in front; no id: it is new

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Tab : OpenRequest
    {
        RowHistory rows;
        std::unique_ptr<CallSession> session;
        bool pinned = false;
    };
    void build(const Theme &theme);
    QWidget *buildOpenRequest(const Theme &theme);
    void addCommands();
    void connectParts();
    int addTab(const OpenRequest &request);
    OpenRequest takeTab(int index);
    void noteClosed(const OpenRequest &closed);
    void showTabMenu(int index, const QPoint &position);
    void updateCommands();
    [[nodiscard]] std::optional<BuiltRequest> built(const Tab &tab, QString &problem) const; ///< problem: a sentence
    void askFirst(const Tab &tab, const BuiltRequest &built);
    void sendAgreed(const OpenRequest &asked, const BuiltRequest &built, bool isSame);
    void sendNow(Tab &tab, const BuiltRequest &built);
    void applyScope();
    void takeCaptures(const CallSession &session);
    void addSendingCommands();
    void showBaseUrl();
    void updateNewRequest();
    void showTab(int index);
    void showParts();
    void takeEdits(RowHistory::Run run);
    void tellEdits(Tab &tab);
    void stepRows(std::optional<DraftRows> (RowHistory::*step)(const DraftRows &now));
    void onUrlEdited();
    void onSessionChanged(const CallSession *session);
    void tellRequest();
    [[nodiscard]] Tab *current();
    [[nodiscard]] Tab *tabOf(const QString &key);
    [[nodiscard]] int indexOf(const QString &key) const;

    const Scheduler &m_scheduler;
    const Theme &m_theme;
    RequestTabs *m_head;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QAction *m_new = nullptr;
    QAction *m_save = nullptr;
    QAction *m_pin = nullptr;
    RequestBar *m_bar;
    RequestPane *m_request;
    ResponsePane *m_response;
    std::unique_ptr<SendingMeans> m_means;
    SeriesCommand *m_series = nullptr;
    CopyCommand *m_copy = nullptr;
    std::vector<Tab> m_tabs;
    QString m_shown; // the key of the tab whose parts are on the page
    QString m_chosenClient;
    QList<OpenRequest> m_closed; // newest last; those of an earlier run have only their place, and no key
    QStringList m_toPin; // when they open
    QTimer m_tick;
};

} // namespace fuseboard
