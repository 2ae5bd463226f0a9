// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/documentpane.h"

#include "common/divider.h"
#include "common/elidedlabel.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/document/background.h"
#include "models/document/filterwording.h"
#include "models/document/jsonnode.h"
#include "models/figures.h"
#include "viewer/documentview.h"
#include "viewer/searchbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

DocumentPane::DocumentPane(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_view(new DocumentView(theme, this))
    , m_bar(new SearchBar(theme, this))
    , m_line(makeDivider(this))
    , m_foot(new QWidget(this))
    , m_path(new ElidedLabel(this))
    , m_status(new QLabel(this))
{
    build();
    addCommands();
    connect(&m_loader, &DocumentLoader::documentChanged, this, &DocumentPane::onDocumentChanged);
    for (const auto change : {&DocumentLoader::grown, &DocumentLoader::finished}) {
        connect(&m_loader, change, this, [this] {
            m_view->showGrowth();
            updateStatus();
        });
    }
    connect(&m_loader, &DocumentLoader::finished, this, &DocumentPane::noteChanged);
    connect(m_view, &DocumentView::cursorMoved, this, &DocumentPane::updateStatus);
    connect(m_view, &DocumentView::noticed, this, [this](const QString &sentence) {
        m_notice = sentence;
        Q_EMIT noteChanged();
    });
    connect(m_bar, &SearchBar::queryChanged, this, &DocumentPane::search);
    connect(m_bar, &SearchBar::nextRequested, this, [this] { step(true); });
    connect(m_bar, &SearchBar::previousRequested, this, [this] { step(false); });
    connect(m_bar, &SearchBar::closeRequested, this, &DocumentPane::closeSearch);
    connect(m_bar, &SearchBar::cancelRequested, this, [this] {
        m_search.stop();
        m_bar->setRunning(false);
        m_bar->setCount(tr("Cancelled"));
    });
    connect(&m_search, &DocumentSearch::progressed, this,
            [this](int percent) { m_bar->setCount(tr("Searching … %1 %").arg(percent)); });
    connect(&m_search, &DocumentSearch::finished, this, &DocumentPane::onSearched);
    m_pathDelay.setSingleShot(true);
    m_pathDelay.setInterval(120ms);
    connect(&m_pathDelay, &QTimer::timeout, this, &DocumentPane::findPath);
    connect(&m_pathWatcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_pathWatcher.isCanceled())
            m_path->setText(wording::printable(m_pathWatcher.result(), 1'000));
    });
}

DocumentPane::~DocumentPane()
{
    m_view->setSearch(nullptr);
    m_pathWatcher.cancel();
}

void DocumentPane::build()
{
    setProperty("surface", u"code"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    column->addWidget(m_line);
    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(grid::gap, grid::unit, grid::unit, grid::unit);
    searchRow->addWidget(m_bar);
    m_bar->hide();
    auto *footer = new QHBoxLayout(m_foot);
    footer->setContentsMargins(12, grid::unit, 12, grid::unit);
    footer->setSpacing(grid::page);
    footer->addWidget(m_path, 1);
    footer->addWidget(m_status);
    for (QLabel *label : QList<QLabel *>{m_path, m_status}) {
        label->setProperty("rank", u"muted"_s);
        label->setFont(m_theme.font(TextStyle::Small));
        label->setTextFormat(Qt::PlainText);
    }
    m_path->setAccessibleName(tr("Path of what is under the cursor"));
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addLayout(searchRow);
    column->addWidget(m_foot);
    m_view->setSearch(&m_search);
}

void DocumentPane::addCommands()
{
    const auto add = [this](const QString &text, const QKeySequence &key, auto run) {
        auto *action = new QAction(text, this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
        return action;
    };
    m_find = add(tr("&Search in the body"), QKeySequence::Find, [this] { openSearch(); });
    add(tr("&Next match"), Qt::Key_F3, [this] { step(true); });
    add(tr("&Previous match"), Qt::SHIFT | Qt::Key_F3, [this] { step(false); });
}

void DocumentPane::leaveFindKey()
{
    m_find->setShortcut({});
}

void DocumentPane::show(const SharedBytes &bytes, const QByteArray &contentType, BodyStyle style)
{
    m_notice.clear();
    m_view->setPlaceholderText(bytes->size() == 0 ? tr("The answer has no body.") : tr("Reading the body …"));
    m_loader.load(bytes, contentType, style);
}

void DocumentPane::clear(const QString &reason)
{
    show(std::make_shared<const DocumentBytes>(QByteArray()), {}, BodyStyle::Raw);
    m_view->setPlaceholderText(reason);
}

void DocumentPane::onDocumentChanged()
{
    m_search.stop();
    m_current.reset();
    forgetPath();
    m_view->setDocument(m_loader.document());
    updateStatus();
    Q_EMIT noteChanged();
    if (m_bar->isVisibleTo(this))
        search();
}

QString DocumentPane::note() const
{
    if (!m_notice.isEmpty())
        return m_notice;
    const auto &document = m_loader.document();
    if (m_loader.isShownRaw())
        return tr("This is not valid JSON (at byte %1), so it is shown as it came.")
            .arg(wording::count(*m_loader.jsonFault() + 1));
    if (m_loader.jsonFault())
        return tr("This is not valid JSON from byte %1 on. It is laid out as well as it can be; Raw shows it as it "
                  "came.")
            .arg(wording::count(*m_loader.jsonFault() + 1));
    if (m_loader.isTooLargeToConvert())
        return tr("This text is not UTF-8, and too large to be converted, so it is shown in hex. Save… keeps it as it "
                  "came.");
    const bool isHex = document && document->form() == BodyForm::Hex && m_loader.style() != BodyStyle::Hex;
    return isHex ? tr("This is binary data, so it is shown in hex.") : QString();
}

void DocumentPane::openSearch()
{
    if (!isVisible())
        return;
    m_bar->open();
    if (!m_search.isFinished())
        search();
}

void DocumentPane::search()
{
    SearchQuery query = m_bar->query();
    m_search.stop();
    m_current.reset();
    m_bar->setRunning(false);
    m_bar->setCount({});
    m_view->viewport()->update();
    const auto &document = m_loader.document();
    // While an answer is awaited nobody knows whether it matches.
    if (query.text.isEmpty() || !document || document->bytes()->size() == 0)
        return;
    query.laidOut = isJsonForm(document->form());
    const auto pattern = SearchPattern::compile(query);
    if (!pattern) {
        m_bar->setProblem(wording::searchProblem(pattern.error()));
        return;
    }
    m_bar->setRunning(document->bytes()->size() > SearchPattern::blockBytes * 64);
    m_search.start(document->bytes(), *pattern);
}

void DocumentPane::onSearched()
{
    m_bar->setRunning(false);
    m_current = m_search.next(m_view->cursorOffset());
    if (m_current)
        m_view->showMatch(*m_current);
    showCount();
}

void DocumentPane::step(bool forward)
{
    if (!m_bar->isVisibleTo(this)) {
        openSearch();
        return;
    }
    if (!m_search.isFinished() || m_search.count() == 0)
        return;
    const qint64 here = m_current ? m_current->begin : m_view->cursorOffset();
    m_current = forward ? m_search.next(here + 1) : m_search.previous(here);
    m_view->showMatch(*m_current);
    showCount();
}

void DocumentPane::showCount()
{
    const qint64 place = m_current ? m_search.ordinal(*m_current) : 0;
    m_bar->setCount(wording::searchCount(place, m_search.count(), m_search.isWhole()));
    m_view->viewport()->update();
}

void DocumentPane::closeSearch()
{
    m_search.stop();
    m_current.reset();
    m_bar->setRunning(false);
    m_bar->setCount({});
    m_bar->hide();
    m_view->setFocus(Qt::OtherFocusReason);
    m_view->viewport()->update();
}

void DocumentPane::updateStatus()
{
    const auto &document = m_loader.document();
    const bool hasLines = document && document->lineCount() > 0;
    m_line->setVisible(hasLines);
    m_foot->setVisible(hasLines);
    if (!hasLines) {
        m_status->clear();
        forgetPath();
        return;
    }
    const QString lines = wording::count(document->lineCount());
    if (m_loader.isFinished())
        m_status->setText(tr("Line %1 of %2").arg(wording::count(m_view->cursor().line + 1), lines));
    else
        m_status->setText(tr("%1 lines so far, %2 % read").arg(lines).arg(m_loader.percent()));
    if (isJsonForm(document->form()))
        m_pathDelay.start();
}

/// Also the one that is being looked for: it is of another document.
void DocumentPane::forgetPath()
{
    m_pathDelay.stop();
    m_pathWatcher.cancel();
    m_path->clear();
}

void DocumentPane::findPath()
{
    m_pathWatcher.cancel();
    if (!m_loader.document())
        return;
    m_pathWatcher.setFuture(runInBackground<QString>(
        [document = m_loader.document(), offset = m_view->cursorOffset()](QPromise<QString> &promise) {
            const auto path = jsonPathAt(document->view(), offset, [&promise] { return promise.isCanceled(); });
            promise.addResult(path ? *path : QString());
        }));
}

bool DocumentPane::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    // Esc is the call's Cancel elsewhere; while a search is open it ends that first.
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_bar->isVisibleTo(this)) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            closeSearch();
        return true;
    }
    return QFrame::event(event);
}

} // namespace fuseboard
