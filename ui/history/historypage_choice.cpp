// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which calls are chosen, and what can be done with them.

#include "common/commandbutton.h"
#include "history/historydetail.h"
#include "history/historydraft.h"
#include "history/historymodel.h"
#include "history/historypage.h"
#include "models/errorwording.h"
#include "models/figures.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

QList<int> HistoryPage::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList indexes = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes)
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

QList<qint64> HistoryPage::selectedIds() const
{
    QList<qint64> ids;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        ids << m_model->call(row).id;
    return ids;
}

QList<HistorySummary> HistoryPage::chosenCalls() const
{
    QList<HistorySummary> calls;
    const QList<int> rows = selectedRows();
    for (const int row : rows)
        calls << m_model->call(row);
    return calls;
}

/// Where nothing is chosen any more: what was so before all was read again, or else a neighbour of what has gone.
void HistoryPage::chooseAnew()
{
    const QList<HistorySummary> chosen = std::exchange(m_chosen, {});
    QItemSelection found;
    for (int row = 0; row < m_model->rowCount() && !chosen.isEmpty(); ++row) {
        if (chosen.contains(m_model->call(row)))
            found.select(m_model->index(row, 0), m_model->index(row, 0));
    }
    if (m_model->rowCount() == 0) {
        showSelection();
        return;
    }
    if (found.isEmpty()) {
        const QModelIndex neighbour = m_model->index(std::max(0, m_table->currentIndex().row()), 0);
        found.select(neighbour, neighbour);
    }
    // Not by the view, for which it would matter what keys are held just now.
    QItemSelectionModel *selection = m_table->selectionModel();
    selection->setCurrentIndex(found.first().topLeft(), QItemSelectionModel::NoUpdate);
    selection->select(found, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void HistoryPage::showSelection()
{
    const QList<int> rows = selectedRows();
    m_shown.reset();
    m_opening.reset();
    // Before it is read as well: a button that is disabled meanwhile loses the keyboard.
    m_open->setEnabled(rows.size() == 1);
    m_send->setEnabled(rows.size() == 1);
    m_compare->setEnabled(rows.size() == 2);
    m_remove->setEnabled(!rows.isEmpty());
    if (rows.size() != 1) {
        m_entry.cancel();
        m_detail->showAdvice(rows.isEmpty() ? tr("No call is chosen")
                                            : tr("%Ln calls are chosen", nullptr, int(rows.size())),
                             rows.size() == 2 ? tr("Ctrl+D compares them.")
                                              : tr("Choose one to see its story, or two to compare them."));
        return;
    }
    m_entry = m_store.entry(m_model->call(rows.first()).id, [this](const Result<HistoryEntry> &entry) {
        if (entry)
            showEntry(*entry);
        else
            showUnreadable(entry.error());
    });
}

void HistoryPage::showUnreadable(const Error &error)
{
    m_opening.reset();
    m_open->setEnabled(false);
    m_send->setEnabled(false);
    m_detail->showAdvice(tr("This call cannot be read"), wording::sentence(error));
}

void HistoryPage::showEntry(const HistoryEntry &entry)
{
    m_shown = entry;
    m_detail->show(entry, hasClientOf(entry));
    tellSending();
    if (const auto send = std::exchange(m_opening, std::nullopt))
        open(*send);
}

bool HistoryPage::hasClientOf(const HistoryEntry &entry) const
{
    return std::any_of(m_clients.begin(), m_clients.end(),
                       [&entry](const ClientNode &each) { return each.id == entry.summary.client; });
}

/// Whether what is shown can be sent again, and what stands for it where it cannot.
void HistoryPage::tellSending()
{
    const QString obstacle = obstacleTo(*m_shown);
    const auto saved = savedRequestOf(*m_shown);
    m_send->setEnabled(obstacle.isEmpty() || saved);
    m_send->setToolTip(obstacle.isEmpty() || !saved
                           ? obstacle
                           //: %1 a whole sentence on what was not kept
                           : tr("%1 The request in its place can be sent as it is now.").arg(lackOf(*m_shown)));
}

std::optional<RequestNode> HistoryPage::savedRequestOf(const HistoryEntry &entry) const
{
    if (entry.requestId.isEmpty())
        return std::nullopt;
    for (const ClientNode &client : m_clients) {
        for (const RequestNode &request : client.requests) {
            if (client.id == entry.summary.client && request.id == entry.requestId && !request.isFolder)
                return request;
        }
    }
    return std::nullopt;
}

void HistoryPage::offerSavedRequest(const HistoryEntry &entry, const RequestNode &request)
{
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Send the request as it is now?"), lackOf(entry),
                                     QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    // The box would take a name with tags in it for rich text. A deleted request may have made way for another one.
    question->setInformativeText(Qt::convertFromPlainText(
        //: %1 the name of a request, %2 its method, %3 its URL
        tr("It was sent from “%1”, which is %2 %3 now. Open that request to look at it, or send it as it is, changes "
           "included that are not saved: it may be another one than what was sent then.")
            .arg(wording::printable(request.name, 120), QString::fromLatin1(request.method),
                 wording::printable(request.url, 200)),
        Qt::WhiteSpaceNormal));
    const auto add = [&](const QString &text, QMessageBox::ButtonRole role, bool send) {
        QPushButton *button = question->addButton(text, role);
        connect(button, &QPushButton::clicked, this, [this, send, client = entry.summary.client, id = request.id] {
            Q_EMIT savedRequestOpened(client, id, send);
        });
        return button;
    };
    add(tr("&Send as it is now"), QMessageBox::ActionRole, true);
    question->setDefaultButton(add(tr("&Open the request"), QMessageBox::AcceptRole, false));
    question->setEscapeButton(question->addButton(tr("Cancel"), QMessageBox::RejectRole));
    question->open();
}

void HistoryPage::open(bool send)
{
    if (!m_shown) {
        m_opening = send; // when it is here, if it is still the chosen one
        return;
    }
    const QString obstacle = obstacleTo(*m_shown);
    const auto saved = savedRequestOf(*m_shown);
    if (send && saved && !obstacle.isEmpty())
        return offerSavedRequest(*m_shown, *saved);
    Q_EMIT requestOpened(draftOf(*m_shown), send && obstacle.isEmpty());
    if (!obstacle.isEmpty())
        Q_EMIT noticed(obstacle);
}

} // namespace fuseboard
