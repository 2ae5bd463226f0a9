// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendstory.h"

#include "cli/callstory.h"

#include <QCoreApplication>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostStories = 20; // of calls that are told one by one

/// Gives the sentences of this file their context for translators.
class SendStoryText
{
    Q_DECLARE_TR_FUNCTIONS(SendStory)
};

} // namespace

SendStory::SendStory(Terminal &terminal, const SendRun &run)
    : m_terminal(terminal)
    , m_run(run)
{
}

void SendStory::tell(const QString &text)
{
    m_run.options().output == u"-"_s ? m_terminal.warn(text) : m_terminal.print(text);
}

void SendStory::tellCall(const CallReport &report)
{
    const SendOptions &options = m_run.options();
    const int number = ++m_ended;
    if (number == mostStories + 1)
        tell(SendStoryText::tr("… and the calls that follow, which the summary counts"));
    if (number > mostStories)
        return;
    const SendSubject subject{m_run.client().config(), QString::fromLatin1(m_run.request().built.request.method)};
    const int columns = m_terminal.columns();
    QStringList lines = tellTimeline(report, subject, columns) << tellEnd(report, subject, columns);
    lines += tellTests(report, columns);
    if (options.repeat > 1)
        lines.prepend(SendStoryText::tr("call %1").arg(number));
    const QString headers = tellHeaders(report);
    if (!headers.isEmpty())
        lines << QString() << headers;
    const QString body = options.output.isEmpty() ? tellBody(report) : QString();
    if (!body.isEmpty())
        lines << QString() << body;
    tell(lines.join(u'\n'));
}

void SendStory::tellSummary()
{
    const ApiClient &client = m_run.client();
    tell(u'\n' + fuseboard::tellSummary(client.metrics(), client.snapshot(), m_terminal.columns(), m_run.counts()));
}

} // namespace fuseboard
