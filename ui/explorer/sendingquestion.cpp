// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/sendingquestion.h"

#include "client/urljoin.h"
#include "environments/confirmsenddialog.h"
#include "explorer/sendingmeans.h"
#include "models/figures.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// "POST https://…", without secrets.
QString shownLine(const ApiClient &client, const Request &request)
{
    const Redactor &redactor = client.authManager().redactor();
    const Result<QUrl> whole = joinUrl(client.config().baseUrl, request.url);
    const QString address = whole ? redactor.url(*whole) : QString();
    return wording::printable(QString::fromLatin1(request.method) + u' ' + address);
}

} // namespace

void askToSend(const Theme &theme, const SendingMeans &means, const SendingQuestion &question, QWidget *parent,
               const std::function<void(bool isSame)> &agreed)
{
    const QString clientId = question.asked.draft.clientId;
    const ApiClient &sender = *means.client(clientId);
    if (!joinUrl(sender.config().baseUrl, question.built.request.url))
        return agreed(true); // it is refused without going anywhere
    const QString line = shownLine(sender, question.built.request);
    const QString shown = question.calls == 1 ? line : wording::count(question.calls) + u" × "_s + line;
    auto *dialog = new ConfirmSendDialog(theme, means.environment().config, shown, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The dialog keeps its user away from the tabs, but not other programs from their files.
    QObject::connect(
        dialog, &QDialog::accepted, parent,
        [&means, clientId, request = question.built.request, line, slug = means.environment().slug, agreed] {
            const ApiClient *client = means.client(clientId);
            agreed(slug == means.environment().slug && (!client || shownLine(*client, request) == line));
        });
    dialog->open();
}

QString obstacleToAgreed(const SendingMeans &means, const OpenRequest &asked, const RequestDraft &now, bool isSame)
{
    QString problem = means.obstacleOf(asked.draft.clientId);
    if (!problem.isEmpty() || (isSame && now == asked.draft))
        return problem;
    return SendingMeans::tr(
        "This request, or where it goes, was changed while you were asked. Look at it, and send it again.");
}

} // namespace fuseboard
