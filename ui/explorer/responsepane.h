// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QPointer>
#include <QSet>

class QAction;
class QKeySequence;
class QLabel;
class QMenu;
class QStackedWidget;
class QTableView;

namespace fuseboard {

class BodyView;
class CheckResultsModel;
class CallSession;
class CookiesModel;
class HeadersModel;
class ResponseHead;
class Scheduler;
class SecretStoreStatus;
class TabStrip;
class Theme;
class TimelineModel;
class TimelineView;

/// What came of a call: its figures, its story, its body and headers, or a sentence that says what went wrong.
class ResponsePane final : public QFrame
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ResponsePane(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);

    /// Shows all of a session, for another one or one that has ended.
    void show(const CallSession &session);
    /// There is no session any more: nothing is kept of what was shown.
    void clear();
    /// Variables whose values are shown to nobody.
    void setSecretNames(const QSet<QString> &names) { m_secretNames = names; }
    /// Tells of a call that is under way while its user is asked for the password of the keychain. It must outlive
    /// this.
    void setSecretStore(const SecretStoreStatus &store);
    /// Sets the answer beside an earlier one of the same tab. False: there is none, or no answer.
    bool compare();
    /// Shows what changes while a call runs.
    void refresh(const CallSession &session);
    /// What can be done with the answer.
    [[nodiscard]] QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    void sendNowRequested();
    /// What is kept of the client's cookies, and not of one answer.
    void keptCookiesRequested();

private:
    void build(const Theme &theme);
    QWidget *buildContent(const Theme &theme);
    QWidget *buildHead(QWidget *content);
    QWidget *buildCookies(const Theme &theme, QWidget *content);
    void setUpTable(const Theme &theme, QTableView *table, const QString &name);
    void chooseTab(int tab);
    [[nodiscard]] static QString absenceOf(const CallSession &session);
    void showChecks(const CallSession &session);
    void showProblem(const CallSession &session);
    void addCommands();
    QAction *addCommand(const QString &text, const QList<QKeySequence> &keys, void (ResponsePane::*run)());
    void updateCommands();
    void showBody();
    void saveBody();
    void searchBody();
    void filterBody();

    const Theme &m_theme;
    QPointer<const CallSession> m_session; ///< that is shown
    TimelineModel *m_timeline;
    HeadersModel *m_headers;
    QStackedWidget *m_pages;
    ResponseHead *m_head;
    TabStrip *m_tabs;
    QLabel *m_problem;
    TimelineView *m_timelineView;
    QTableView *m_headersView;
    CookiesModel *m_cookies;
    QTableView *m_cookiesView;
    QWidget *m_cookiesPage = nullptr; ///< with a way to those that are kept
    CheckResultsModel *m_checks;
    QTableView *m_checksView;
    QLabel *m_noChecks;
    BodyView *m_body;
    QPointer<const SecretStoreStatus> m_store;
    QSet<QString> m_secretNames;
    QString m_fileName; ///< proposed for the body
    QMenu *m_menu = nullptr;
    QAction *m_sendNow = nullptr;
    QAction *m_save = nullptr;
    QAction *m_search = nullptr;
    QAction *m_filter = nullptr;
    QList<QAction *> m_styles;
};

} // namespace fuseboard
