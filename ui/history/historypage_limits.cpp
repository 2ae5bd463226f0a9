// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historypage.h"

#include "common/figurelabel.h"
#include "common/grid.h"
#include "common/icons.h"
#include "history/historylimitsdialog.h"
#include "history/historymodel.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QMessageBox>
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
        m_usage = usage ? *usage : HistoryUsage();
        if (m_model->filter().isEmpty())
            m_count->setText(usage ? wording::usage(*usage) : QString());
    });
}

void HistoryPage::changeLimits()
{
    auto *dialog = new HistoryLimitsDialog(m_theme, m_limits, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setUsage(m_usage);
    connect(dialog, &HistoryLimitsDialog::limitsChosen, this, [this](const HistoryLimits &limits) {
        m_limits = limits;
        Q_EMIT limitsChosen(limits);
    });
    dialog->open();
}

void HistoryPage::askToClear()
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Delete all history"),
                                     tr("Delete all calls of the history? They cannot be brought back."),
                                     QMessageBox::NoButton, this);
    //: %1 is "1,204 calls, 18 MB"
    question->setInformativeText(
        tr("%1 in this workspace: also those that the filter hides, and files of a history that was damaged.")
            .arg(wording::usage(m_usage)));
    ask(question, tr("Delete all"), [this] { m_store.clear(); });
}

} // namespace fuseboard
