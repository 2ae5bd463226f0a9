// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyentry.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace fuseboard {

class BodyView;
class DocumentPane;
class ElidedLabel;
class EmptyState;
class HeadersModel;
class Pill;
class TabStrip;
class Theme;
class TimelineModel;
class TimelineView;

/// One call of the history: how it ended, its story, its request and its answer.
class HistoryDetail final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit HistoryDetail(const Theme &theme, QWidget *parent = nullptr);

    /// canOpenSettings: its client is still there.
    void show(const HistoryEntry &entry, bool canOpenSettings);
    /// Nothing, or several: advice says what to do.
    void showAdvice(const QString &title, const QString &advice);
    /// The body that has the keyboard; null for none.
    [[nodiscard]] DocumentPane *focusedPane() const;

Q_SIGNALS:
    /// Those that say whether bodies are kept, of the client whose call is shown.
    void settingsRequested();

private:
    struct Side
    {
        HeadersModel *headers;
        QTableView *table;
        BodyView *body;
        QPushButton *settings; // where the body was not kept
        QWidget *page;
    };

    QWidget *makeHead(const Theme &theme);
    QWidget *makeStory();
    Side makeSide(const Theme &theme, const QString &headersName, const QString &bodyName);
    void fillHead(const HistoryEntry &entry);
    static void fill(const Side &side, const Headers &headers, const HistoryBody &body, bool canOpenSettings);

    QStackedWidget *m_pages;
    EmptyState *m_empty;
    Pill *m_end;
    QLabel *m_facts;
    ElidedLabel *m_url;
    TabStrip *m_tabs;
    QStackedWidget *m_parts;
    TimelineModel *m_timeline;
    TimelineView *m_timelineView;
    QLabel *m_problem;
    Side m_request;
    Side m_response;
};

} // namespace fuseboard
