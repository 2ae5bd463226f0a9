// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/seriescommand.h"

#include "explorer/sendingmeans.h"
#include "explorer/sendingquestion.h"
#include "explorer/seriesdialog.h"

#include <algorithm>

namespace fuseboard {

namespace {
constexpr int mostKept = 200; // of a series in the history, which would lose what was sent by hand
}

SeriesCommand::SeriesCommand(const Theme &theme, const Scheduler &scheduler, const SendingMeans &means,
                             Requests requests, QWidget *page)
    : QObject(page)
    , m_theme(theme)
    , m_scheduler(scheduler)
    , m_means(means)
    , m_requests(std::move(requests))
    , m_page(page)
{
}

SeriesDialog *SeriesCommand::dialog() const
{
    return m_dialog;
}

void SeriesCommand::open()
{
    const OpenRequest *request = m_requests.find({});
    if (!request)
        return;
    const bool isOpen = m_dialog && m_dialog->isVisible(); // one that was closed goes only later
    if (isOpen && (m_dialog->series().isRunning() || m_dialog->isTesting() || m_key == request->key)) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    if (isOpen)
        m_dialog->close();
    m_key = request->key;
    m_dialog = new SeriesDialog(m_theme, m_scheduler, m_page);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SeriesDialog::runRequested, this, &SeriesCommand::run);
    connect(m_dialog, &SeriesDialog::callBegun, this, [this, dialog = m_dialog.data()](ApiClient *client, Call *call) {
        if (dialog->series().counts().begun <= mostKept)
            Q_EMIT callSent(m_clientId, client, call, m_requestId);
    });
    connect(m_dialog, &SeriesDialog::captured, this, &SeriesCommand::captured);
    connect(m_dialog, &SeriesDialog::notCaptured, this, &SeriesCommand::notCaptured);
    showHead(request->draft);
    m_dialog->show();
}

void SeriesCommand::showHead(const RequestDraft &draft)
{
    const ApiClient *client = m_means.client(draft.clientId);
    const QList<RequestCapture> &captures = draft.more.captures;
    const auto isEnabled = [](const RequestCapture &one) { return one.enabled; };
    m_dialog->setRequest(draft.method, draft.name.isEmpty() ? draft.url : draft.name,
                         client ? client->config().name : QString(),
                         std::any_of(captures.begin(), captures.end(), isEnabled));
}

void SeriesCommand::run(const CallSeries::Plan &plan)
{
    const OpenRequest *request = m_requests.find(m_key);
    if (!request)
        return m_dialog->refuse(tr("Nothing was sent: the request is open no more."));
    showHead(request->draft);
    if (const QString problem = m_requests.problem(m_key); !problem.isEmpty())
        return m_dialog->refuse(problem);
    const SendingMeans::Sendable ready = m_means.sendable(request->draft);
    if (!ready.built)
        return m_dialog->refuse(ready.problem);
    if (!m_means.environment().config.confirmBeforeSending)
        return start(request->draft, *ready.built, plan);
    askToSend(
        m_theme, m_means, {*request, *ready.built, plan.calls}, m_dialog,
        [this, asked = *request, built = *ready.built, plan](bool isSame) { runAgreed(asked, built, plan, isSame); });
}

void SeriesCommand::runAgreed(const OpenRequest &asked, const BuiltRequest &built, const CallSeries::Plan &plan,
                              bool isSame)
{
    const OpenRequest *request = m_requests.find(asked.key);
    if (!request)
        return m_dialog->refuse(tr("Nothing was sent: the request is open no more."));
    if (const QString problem = obstacleToAgreed(m_means, asked, request->draft, isSame); !problem.isEmpty())
        return m_dialog->refuse(problem);
    start(asked.draft, built, plan);
}

void SeriesCommand::start(const RequestDraft &draft, BuiltRequest built, const CallSeries::Plan &plan)
{
    m_clientId = draft.clientId;
    m_requestId = draft.requestId;
    m_environment = m_means.environment().slug;
    const CallChecks checks = m_means.checksOf(draft);
    // Where nothing is captured, what would be is a secret all the same.
    built.options.findSecrets = secretFinder(checks);
    m_dialog->start(*m_means.client(draft.clientId), built, plan, checks);
}

void SeriesCommand::checkEnvironment()
{
    if (m_dialog && m_environment != m_means.environment().slug)
        m_dialog->stop(tr("Stopped, because another environment was chosen. Run sends to that one."));
}

} // namespace fuseboard
