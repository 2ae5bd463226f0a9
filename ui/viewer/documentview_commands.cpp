// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/outerfolds.h"
#include "models/figures.h"
#include "viewer/documentview.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace fuseboard {

void DocumentView::addCommands()
{
    const auto add = [this](const QString &text, const QKeySequence &key, void (DocumentView::*run)()) {
        auto *action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
        m_commands << action;
        return action;
    };
    add(tr("&Copy"), QKeySequence::Copy, &DocumentView::copy);
    add(tr("Select &all"), QKeySequence::SelectAll, &DocumentView::selectAll);
    m_jsonCommands << add(tr("Copy &path"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, &DocumentView::copyPath);
    m_jsonCommands << add(tr("Copy &value"), Qt::CTRL | Qt::ALT | Qt::Key_C, &DocumentView::copyValue);
    auto *fold = new QAction(tr("&Fold or unfold"), this);
    fold->setShortcuts({QKeySequence(Qt::Key_Minus), QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Space)});
    fold->setShortcutContext(Qt::WidgetShortcut);
    connect(fold, &QAction::triggered, this, [this] { toggleFold(m_cursor.line); });
    addAction(fold);
    m_commands << fold;
    add(tr("Fol&d all"), Qt::CTRL | Qt::Key_Minus, &DocumentView::foldAll);
    add(tr("&Unfold all"), Qt::CTRL | Qt::Key_Plus, &DocumentView::unfoldAll);
    updateCommands();
}

void DocumentView::updateCommands()
{
    const bool hasText = rowCount() > 0;
    for (QAction *command : std::as_const(m_commands))
        command->setEnabled(hasText);
    for (QAction *command : std::as_const(m_jsonCommands))
        command->setEnabled(hasText && isJsonForm(m_document->form()));
    m_commands.first()->setEnabled(hasText && hasSelection());
}

void DocumentView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && !hasSelection())
        moveCursor(placeAt(event->pos()));
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_commands);
    menu->insertSeparator(m_jsonCommands.first());
    menu->insertSeparator(m_commands[4]);
    menu->popup(event->globalPos());
}

void DocumentView::toggleFold(qint64 line)
{
    if (!m_document)
        return;
    if (m_folds.isFolded(line)) {
        m_folds.unfold(line);
    } else {
        const auto close = m_document->index().closeOf(line);
        if (!close)
            return;
        m_folds.fold(line, *close);
        if (m_folds.rowOfLine(m_cursor.line) == m_folds.rowOfLine(line))
            m_cursor = m_anchor = {line, 0};
    }
    updateBars();
    viewport()->update();
    Q_EMIT cursorMoved();
}

void DocumentView::foldAll()
{
    if (!m_document)
        return;
    OuterFolds all = outerFolds(m_document->index());
    m_folds.fold(std::move(all.folds));
    const qint64 row = m_folds.rowOfLine(m_cursor.line);
    if (m_folds.lineOfRow(row) != m_cursor.line)
        m_cursor = m_anchor = {m_folds.lineOfRow(row), 0};
    updateBars();
    ensureVisible(m_cursor);
    viewport()->update();
    Q_EMIT cursorMoved();
    if (all.isCut)
        Q_EMIT noticed(tr("The body is long: what lies far behind was not folded."));
}

void DocumentView::unfoldAll()
{
    m_folds.clear();
    updateBars();
    ensureVisible(m_cursor);
    viewport()->update();
}

void DocumentView::selectAll()
{
    if (rowCount() == 0)
        return;
    m_anchor = {};
    m_cursor = lastPlace();
    updateCommands();
    viewport()->update();
    Q_EMIT cursorMoved();
}

void DocumentView::copy()
{
    if (hasSelection())
        m_copy.copyText(m_document, selection().first, selection().second);
}

void DocumentView::copyPath()
{
    if (rowCount() > 0)
        m_copy.copyPath(m_document, cursorOffset());
}

void DocumentView::copyValue()
{
    if (rowCount() > 0)
        m_copy.copyValue(m_document, cursorOffset());
}

void DocumentView::onCopied(const CopiedText &copied)
{
    if (!copied.problem.isEmpty()) {
        Q_EMIT noticed(copied.problem);
        return;
    }
    QGuiApplication::clipboard()->setText(copied.text);
    if (copied.cut)
        //: %1 is a number of characters
        Q_EMIT noticed(tr("Only the first %1 characters were copied. Save the body to have all of it.")
                           .arg(wording::count(copied.text.size())));
}

void DocumentView::showMatch(const SearchMatch &match)
{
    const qint64 first = m_document->index().lineAt(match.begin);
    m_folds.reveal(first);
    const auto column = [this](qint64 line, qint64 offset) {
        const std::vector<qint64> &source = shown(line).line.source;
        const auto at = std::find_if(source.begin(), source.end(), [offset](qint64 one) { return one >= offset; });
        return int(at - source.begin());
    };
    const qint64 last = m_document->index().lineAt(std::max(match.begin, match.end - 1));
    const int page = visibleRows();
    const qint64 row = m_folds.rowOfLine(first);
    updateBars();
    if (row < verticalScrollBar()->value() || row >= verticalScrollBar()->value() + page - 1)
        verticalScrollBar()->setValue(int(std::max<qint64>(0, row - page / 3)));
    m_anchor = {last, column(last, match.end)};
    moveCursor({first, column(first, match.begin)}, true);
}

} // namespace fuseboard
