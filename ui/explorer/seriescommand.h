// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/callseries.h"
#include "explorer/callsession.h"
#include "explorer/openrequest.h"

#include <QPointer>

#include <functional>

class QWidget;

namespace fuseboard {

class Scheduler;
class SendingMeans;
class SeriesDialog;
class Theme;

/// The way from a request in front to its SeriesDialog, and from there to the network: each run sends the request as it
/// reads then, and asks before where the environment wants that. One dialog at a time.
class SeriesCommand final : public QObject
{
    Q_OBJECT

public:
    /// The open requests. Both are asked anew each time.
    struct Requests
    {
        /// By its key, or that in front for an empty one; null where it is open no more.
        std::function<const OpenRequest *(const QString &key)> find;
        /// Why it cannot be sent as it stands in its editors: a sentence, or empty.
        std::function<QString(const QString &key)> problem;
    };

    /// Theme, scheduler, means and page must outlive it.
    SeriesCommand(const Theme &theme, const Scheduler &scheduler, const SendingMeans &means, Requests requests,
                  QWidget *page);

    /// Opens the dialog for the request in front; nothing without one. What runs, or is tested, for another request
    /// comes to the front instead.
    void open();
    /// Null where there is none.
    [[nodiscard]] SeriesDialog *dialog() const;
    /// After the means have another environment: what runs was for the old one, and ends.
    void checkEnvironment();

Q_SIGNALS:
    /// As ExplorePage::callSent().
    void callSent(const QString &clientId, fuseboard::ApiClient *client, fuseboard::Call *call,
                  const QString &requestId);
    /// As SeriesDialog::captured().
    void captured(const fuseboard::CheckResults &results);
    /// As SeriesDialog::notCaptured().
    void notCaptured(const QString &sentence);

private:
    void run(const CallSeries::Plan &plan);
    void runAgreed(const OpenRequest &asked, const BuiltRequest &built, const CallSeries::Plan &plan, bool isSame);
    void start(const RequestDraft &draft, BuiltRequest built, const CallSeries::Plan &plan);
    void showHead(const RequestDraft &draft);

    const Theme &m_theme;
    const Scheduler &m_scheduler;
    const SendingMeans &m_means;
    const Requests m_requests;
    QWidget *m_page;
    QPointer<SeriesDialog> m_dialog;
    QString m_key; // of the request that the dialog is for
    QString m_clientId; // of that which sends
    QString m_requestId; // so too; empty for one that is not saved
    QString m_environment; // slug of that in which it sends
};

} // namespace fuseboard
