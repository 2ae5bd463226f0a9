// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Edits of a request that are taken back and made anew: by which keys, and what is shown then.

#include "common/tabstrip.h"
#include "explorer/autheditor.h"
#include "explorer/bodyeditor.h"
#include "explorer/checkseditor.h"
#include "explorer/paramseditor.h"
#include "explorer/requestpane.h"
#include "explorer/rowseditor.h"
#include "models/fieldtablemodel.h"

#include <QComboBox>
#include <QKeyEvent>

#include <algorithm>

namespace fuseboard {

namespace {

template<class Row>
int firstDifference(const QList<Row> &before, const QList<Row> &now)
{
    if (before == now)
        return -1;
    const auto end = now.begin() + std::min(before.size(), now.size());
    return int(std::mismatch(now.begin(), end, before.begin()).first - now.begin());
}

bool isForSteps(const QEvent *event)
{
    const auto *key = static_cast<const QKeyEvent *>(event);
    return key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
}

} // namespace

void RequestPane::showRows(const RequestDraft &draft, const DraftRows &before)
{
    m_params->setParams(draft.params);
    m_params->setPathParams(draft.url, draft.more.pathParams);
    m_headers->setFields(draft.headers);
    m_body->setDraft(draft);
    m_checks->setConfig(draft.more);
    if (before.auth != draft.more.auth) { // or it would lose what is written there and not taken
        m_auth->setAuth(draft.more.auth);
        m_headers->renewNotes();
    }
    updateCounts();
    goToChange(before, rowsOf(draft));
}

void RequestPane::goToChange(const DraftRows &before, const DraftRows &now)
{
    const auto go = [&](auto member, RequestTab tab, auto *part, auto goToRow) {
        const int row = firstDifference(before.*member, now.*member);
        if (row < 0)
            return false;
        m_tabs->setCurrentIndex(int(tab));
        (part->*goToRow)(row);
        return true;
    };
    if (before.auth != now.auth)
        m_tabs->setCurrentIndex(int(RequestTab::Auth));
    if (before.bodyKind != now.bodyKind)
        m_tabs->setCurrentIndex(int(RequestTab::Body));
    go(&DraftRows::params, RequestTab::Params, m_params, &ParamsEditor::goToParam)
        || go(&DraftRows::pathParams, RequestTab::Params, m_params, &ParamsEditor::goToPathParam)
        || go(&DraftRows::headers, RequestTab::Headers, m_headerRows, &RowsEditor::goToRow)
        || go(&DraftRows::form, RequestTab::Body, m_body, &BodyEditor::goToRow)
        || go(&DraftRows::multipart, RequestTab::Body, m_body, &BodyEditor::goToRow)
        || go(&DraftRows::tests, RequestTab::Tests, m_checks, &ChecksEditor::goToTest)
        || go(&DraftRows::captures, RequestTab::Tests, m_checks, &ChecksEditor::goToCapture);
}

RowHistory::Run RequestPane::rowRun() const
{
    for (const QWidget *widget = window()->focusWidget(); widget && widget != this; widget = widget->parentWidget()) {
        if (const auto *rows = qobject_cast<const RowsEditor *>(widget))
            return rows->isText() ? RowHistory::Run::Text : RowHistory::Run::None;
        if (widget == m_auth)
            return m_auth->isWrittenIn() ? RowHistory::Run::Text : RowHistory::Run::None;
    }
    return RowHistory::Run::None;
}

bool RequestPane::event(QEvent *event)
{
    // The keys mean the tree elsewhere in the window.
    if (event->type() != QEvent::ShortcutOverride || !isForSteps(event))
        return QWidget::event(event);
    event->accept();
    return true;
}

bool RequestPane::eventFilter(QObject *watched, QEvent *event)
{
    // A box would search its choices for the key.
    if (event->type() != QEvent::KeyPress || !isForSteps(event) || !qobject_cast<QComboBox *>(watched))
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

void RequestPane::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        Q_EMIT undoRequested();
    else if (event->matches(QKeySequence::Redo))
        Q_EMIT redoRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace fuseboard
