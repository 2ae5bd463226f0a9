// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historypage.h"

#include "common/figurelabel.h"
#include "common/grid.h"
#include "common/icons.h"
#include "history/historylimitsdialog.h"
#include "history/historymodel.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QMessageBox>
#include <QPointer>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

QToolButton *HistoryPage::makeMenuButton(const Theme &theme)
{
    auto *button = new QToolButton(this);
    button->setObjectName(u"history-menu"_s);
    button->setProperty("kind", u"menu"_s);
    button->setIcon(themedIcon(theme, IconId::More));
    button->setAccessibleName(tr("Limits, and deleting"));
    button->setToolTip(tr("Limits of the history, and deleting it"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFixedSize(grid::controlHeight, grid::controlHeight);
    return button;
}

void HistoryPage::readUsage()
{
    m_counting = m_store.usage([this](const Result<HistoryUsage> &usage) {
        if (m_model->filter().isEmpty())
            m_count->setText(usage ? wording::usage(*usage) : QString());
    });
}

/// Read each time: another window may have chosen others.
void HistoryPage::changeLimits()
{
    m_asking = m_store.limits([this](const Result<HistoryLimits> &limits) {
        if (limits)
            openLimits(*limits);
        else
            Q_EMIT failed(wording::sentence(limits.error()));
    });
}

void HistoryPage::openLimits(const HistoryLimits &limits)
{
    auto *dialog = new HistoryLimitsDialog(m_theme, limits, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_asking = m_store.usage([dialog = QPointer(dialog)](const Result<HistoryUsage> &usage) {
        if (dialog && usage)
            dialog->setUsage(*usage);
    });
    connect(dialog, &HistoryLimitsDialog::limitsChosen, this,
            [this, limits](const HistoryLimits &chosen) { takeLimits(limits, chosen); });
    dialog->open();
}

void HistoryPage::takeLimits(const HistoryLimits &before, const HistoryLimits &limits)
{
    if (!isLess(limits, before)) {
        m_store.setLimits(limits);
        return;
    }
    m_asking = m_store.exceeding(limits, [this, limits](const Result<qint64> &calls) {
        if (!calls) {
            Q_EMIT failed(wording::sentence(calls.error()));
            return;
        }
        if (*calls == 0) {
            m_store.setLimits(limits);
            return;
        }
        auto *question = new QMessageBox(
            QMessageBox::NoIcon, tr("Delete what exceeds the limits?"),
            tr("About %Ln calls exceed these limits. Delete them? They cannot be brought back.", nullptr, int(*calls)),
            QMessageBox::NoButton, this);
        question->setInformativeText(tr("If you keep them, the limits stay as they are."));
        ask(question, tr("&Delete"), [this, limits] { m_store.setLimits(limits); });
    });
}

void HistoryPage::askToClear()
{
    m_asking = m_store.usage([this](const Result<HistoryUsage> &usage) {
        askToClear(usage ? std::optional(*usage) : std::nullopt); // deleting may be what helps
    });
}

void HistoryPage::askToClear(const std::optional<HistoryUsage> &usage)
{
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Delete all history?"),
                                     tr("Delete all calls of the history? They cannot be brought back."),
                                     QMessageBox::NoButton, this);
    question->setInformativeText(
        usage
            //: %1 is "1,204 calls, 18 MB"
            ? tr("%1 in this workspace: also those that the filter hides, and files of a history that was damaged.")
                  .arg(wording::usage(*usage))
            : tr("Also those that the filter hides, and files of a history that was damaged."));
    ask(question, tr("&Delete all"), [this] { m_store.clear(); });
}

} // namespace fuseboard
