// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/documentview.h"

#include "common/icons.h"
#include "common/theme.h"
#include "models/document/documentsearch.h"
#include "viewer/accessibledocument.h"
#include "viewer/rowlayout.h"

#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace fuseboard {

namespace {

constexpr std::size_t keptLines = 400;
constexpr qint64 fetchedLines = 64;
constexpr qsizetype plainTextCharacters = 1'000'000;

} // namespace

DocumentView::DocumentView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Body of the answer"));
    setObjectName(QStringLiteral("documentView"));
    setFrameShape(QFrame::NoFrame);
    setProperty("kind", QStringLiteral("document"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    installAccessibleDocument();
    addCommands();
    measure();
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&m_copy, &DocumentCopy::finished, this, &DocumentView::onCopied);
    m_autoScroll.setInterval(std::chrono::milliseconds(40));
    connect(&m_autoScroll, &QTimer::timeout, this,
            [this] { moveCursor(placeAt(viewport()->mapFromGlobal(QCursor::pos())), true); });
}

DocumentView::~DocumentView() = default;

void DocumentView::setDocument(std::shared_ptr<const BodyDocument> document)
{
    m_document = std::move(document);
    m_folds.clear();
    m_shown.clear();
    m_cursor = {};
    m_anchor = {};
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    showGrowth();
    updateCommands();
    Q_EMIT cursorMoved();
}

void DocumentView::showGrowth()
{
    measure();
    updateBars();
    viewport()->update();
}

void DocumentView::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void DocumentView::setSearch(const DocumentSearch *search)
{
    m_search = search;
    viewport()->update();
}

void DocumentView::measure()
{
    const QFontMetrics metrics(m_theme.font(TextStyle::Mono));
    m_lineHeight = metrics.height() + 4;
    m_charWidth = metrics.horizontalAdvance(u'0');
    const qint64 lines = m_document ? std::max<qint64>(m_document->lineCount(), 100) : 0;
    m_gutter = lines == 0 ? 0 : int(QString::number(lines).size()) * m_charWidth + 32;
}

int DocumentView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_lineHeight);
}

qint64 DocumentView::rowCount() const
{
    return m_document ? m_folds.rowCount(m_document->lineCount()) : 0;
}

void DocumentView::updateBars()
{
    const qint64 rows = rowCount();
    const qint64 last = std::max<qint64>(0, rows - visibleRows());
    verticalScrollBar()->setPageStep(visibleRows());
    verticalScrollBar()->setRange(0, int(std::min<qint64>(last, std::numeric_limits<int>::max())));
    // Those behind the horizontal bar too: else it would hide the line that it is for, go, and come again, without end.
    const qint64 first = verticalScrollBar()->value();
    const qint64 end = std::min(rows, first + maximumViewportSize().height() / m_lineHeight + 2);
    qsizetype longest = 0;
    for (qint64 row = first; row < end; ++row)
        longest = std::max(longest, rowText(m_folds.lineOfRow(row)).text.size());
    const int width = int(longest) * m_charWidth + m_gutter + 16;
    horizontalScrollBar()->setSingleStep(m_charWidth * 4);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(horizontalScrollBar()->value(), width - viewport()->width()));
}

const DocumentView::ShownLine &DocumentView::shown(qint64 line) const
{
    if (const auto found = m_shown.find(line); found != m_shown.end())
        return found->second;
    if (m_shown.size() > keptLines)
        m_shown.clear();
    const std::vector<LineSpan> spans = m_document->index().spans(line, fetchedLines);
    for (std::size_t i = 0; i < spans.size(); ++i)
        m_shown[line + qint64(i)] = {spans[i], m_document->format(spans[i])};
    return m_shown[line];
}

TextLine DocumentView::rowText(qint64 line) const
{
    TextLine text = shown(line).line;
    const qint64 close = m_folds.closeOf(line);
    if (close < 0)
        return text;
    const TextLine end = m_document->line(close);
    const qint64 offset = m_document->index().spans(close, 1).front().begin;
    const qsizetype from = text.text.size();
    appendInserted(text, u" … ", offset);
    colourFrom(text, from, SyntaxKind::Faint);
    appendInserted(text, end.text.trimmed(), offset);
    return text;
}

void DocumentView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(ColorRole::Code));
    const qint64 rows = rowCount();
    if (rows == 0) {
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.setFont(m_theme.font(TextStyle::Body));
        painter.drawText(viewport()->rect().adjusted(12, 10, -12, -10), Qt::TextWordWrap, m_placeholder);
        return;
    }
    qint64 row = verticalScrollBar()->value();
    for (int y = 4; y < viewport()->height() && row < rows; y += m_lineHeight, ++row)
        paintRow(painter, m_folds.lineOfRow(row), y);
}

void DocumentView::paintRow(QPainter &painter, qint64 line, int y) const
{
    const LineSpan span = shown(line).span;
    const TextLine text = rowText(line);
    RowLayout row(m_theme, text, m_search ? m_search->within(span.begin, span.end) : std::vector<SearchMatch>());
    const auto [from, to] = selection();
    if (from != to && from.line <= line && line <= to.line)
        row.select(from.line == line ? from.column : 0, to.line == line ? to.column : std::numeric_limits<int>::max(),
                   to.line > line);
    const QPointF at(m_gutter - horizontalScrollBar()->value(), y);
    painter.save();
    painter.setClipRect(m_gutter - 4, 0, viewport()->width(), viewport()->height());
    row.draw(painter, at, m_lineHeight, viewport()->width());
    if (hasFocus() && m_cursor.line == line)
        row.drawCaret(painter, at, m_lineHeight, m_cursor.column);
    painter.restore();
    paintGutter(painter, line, span, y);
}

void DocumentView::paintGutter(QPainter &painter, qint64 line, const LineSpan &span, int y) const
{
    const QRect number(0, y, m_gutter - 24, m_lineHeight);
    painter.setFont(m_theme.font(TextStyle::Mono));
    painter.setPen(m_theme.color(m_cursor.line == line && hasFocus() ? ColorRole::Text : ColorRole::Muted));
    // More of a line that was too long has no number of its own.
    painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter,
                     span.isRest() ? QStringLiteral("·") : QString::number(span.number + 1));
    if (!span.opens)
        return;
    const QRectF icon(m_gutter - 20, y + (m_lineHeight - 12) / 2.0, 12, 12);
    paintIcon(painter, icon, m_folds.isFolded(line) ? IconId::ChevronRight : IconId::ChevronDown,
              m_theme.color(ColorRole::Muted));
}

void DocumentView::resizeEvent(QResizeEvent *)
{
    updateBars();
}

void DocumentView::scrollContentsBy(int, int dy)
{
    if (dy != 0)
        updateBars();
    viewport()->update();
}

void DocumentView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        showGrowth();
}

QPair<TextPlace, TextPlace> DocumentView::selection() const
{
    return {std::min(m_cursor, m_anchor), std::max(m_cursor, m_anchor)};
}

qint64 DocumentView::cursorOffset() const
{
    if (rowCount() == 0)
        return 0;
    const ShownLine &line = shown(m_cursor.line);
    const auto column = std::size_t(m_cursor.column);
    if (column >= line.line.source.size())
        return std::max(line.span.begin, line.span.end - 1);
    return line.line.source[column];
}

QString DocumentView::toPlainText() const
{
    if (!m_document)
        return {};
    return m_document->text(0, m_document->lineCount() - 1, plainTextCharacters, [] { return false; });
}

QString DocumentView::visibleText() const
{
    QStringList rows;
    const qint64 first = verticalScrollBar()->value();
    for (qint64 row = first; row < std::min(rowCount(), first + visibleRows()); ++row)
        rows << rowText(m_folds.lineOfRow(row)).text;
    return rows.isEmpty() ? m_placeholder : rows.join(u'\n');
}

} // namespace fuseboard
