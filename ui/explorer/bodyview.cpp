// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/bodyview.h"

#include "common/grid.h"
#include "common/icons.h"
#include "common/segmentedcontrol.h"
#include "models/figures.h"
#include "viewer/documentpane.h"
#include "viewer/filterbar.h"
#include "viewer/previewpane.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int previewChoice = 3; ///< after the three of BodyStyle

} // namespace

BodyView::BodyView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(tr("Body"), this))
    , m_style(new SegmentedControl(tr("How the body is shown"), styles(), this))
    , m_note(new QLabel(this))
    , m_cancelSave(new QPushButton(tr("Cancel"), this))
    , m_filter(new FilterBar(theme, this))
    , m_pages(new QStackedWidget(this))
    , m_document(new DocumentPane(theme, this))
    , m_preview(new PreviewPane(theme, this))
{
    build(theme);
    connectParts();
    clear({});
}

QToolButton *BodyView::addTool(const Theme &theme, int icon, const QString &name)
{
    auto *tool = new QToolButton(this);
    tool->setProperty("kind", u"switch"_s); // all of its room for the icon
    tool->setIcon(themedIcon(theme, IconId(icon)));
    tool->setToolTip(name);
    tool->setAccessibleName(name);
    tool->setFixedSize(grid::rowHeight, grid::rowHeight);
    return tool;
}

void BodyView::build(const Theme &theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid::unit);
    m_heading->setProperty("rank", u"strong"_s);
    m_searchTool = addTool(theme, int(IconId::Search), tr("Search in the body (Ctrl+F)"));
    m_filterTool = addTool(theme, int(IconId::Filter), tr("Filter the body by JSONPath, jq or XPath (Ctrl+Alt+F)"));
    head->addWidget(m_heading);
    head->addStretch();
    head->addWidget(m_searchTool);
    head->addWidget(m_filterTool);
    head->addSpacing(grid::unit);
    head->addWidget(m_style);
    column->addLayout(head);
    auto *notes = new QHBoxLayout;
    notes->addWidget(m_note, 1);
    notes->addWidget(m_cancelSave);
    column->addLayout(notes);
    column->addWidget(m_filter);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(m_document);
    m_pages->addWidget(m_preview);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setProperty("rank", u"muted"_s);
    m_cancelSave->hide();
    m_filter->hide();
}

void BodyView::connectParts()
{
    connect(m_style, &SegmentedControl::currentChanged, this, &BodyView::show);
    connect(m_document, &DocumentPane::noteChanged, this, &BodyView::showNote);
    connect(m_searchTool, &QToolButton::clicked, m_document, &DocumentPane::openSearch);
    connect(m_filterTool, &QToolButton::clicked, m_filter, &FilterBar::open);
    connect(m_filter, &FilterBar::filtered, this, [this](const SharedBytes &values, const QByteArray &contentType) {
        if (values->size() == 0)
            m_document->clear(tr("Nothing in the body matches."));
        else
            m_document->show(values, contentType, BodyStyle::Pretty);
    });
    connect(m_filter, &FilterBar::cleared, this, [this] {
        m_filter->hide();
        show();
    });
    connect(&m_saver, &BodySaver::progressed, this, &BodyView::tellSaving);
    connect(&m_saver, &BodySaver::finished, this, &BodyView::onSaved);
    connect(m_cancelSave, &QPushButton::clicked, this, [this] {
        m_saver.cancel();
        m_cancelSave->hide();
        m_saveNote = tr("The body was not saved.");
        showNote();
    });
}

void BodyView::setBody(const QByteArray &body, const QByteArray &contentType, std::shared_ptr<const void> keeper)
{
    const bool isSame = m_bytes && m_reason.isEmpty() && body.size() == m_body.size()
        && body.constData() == m_body.constData() && contentType == m_contentType;
    if (isSame)
        return;
    m_reason = body.isEmpty() ? tr("The answer has no body.") : QString();
    m_body = body;
    setBytes(std::make_shared<const DocumentBytes>(body, std::move(keeper)), contentType);
}

void BodyView::clear(const QString &reason)
{
    m_reason = reason;
    m_body.clear();
    setBytes(std::make_shared<const DocumentBytes>(QByteArray()), {});
}

void BodyView::setBytes(const SharedBytes &bytes, const QByteArray &contentType)
{
    m_bytes = bytes;
    m_contentType = contentType;
    m_saveNote.clear();
    m_filter->hide();
    show();
}

void BodyView::setHeadingVisible(bool visible)
{
    m_hasHeading = visible;
    fitHeading();
}

void BodyView::fitHeading()
{
    constexpr int gaps = 6 * grid::unit;
    const int needed = m_heading->sizeHint().width() + m_searchTool->width() + m_filterTool->width()
        + m_style->sizeHint().width() + gaps;
    m_heading->setVisible(m_hasHeading && needed <= width());
}

void BodyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeading();
}

void BodyView::show()
{
    const bool isPreview = m_style->current() == previewChoice;
    m_searchTool->setEnabled(!isPreview && hasBody());
    if (isPreview) {
        m_document->clear({});
        if (hasBody())
            m_preview->show(m_bytes, m_contentType);
        else
            m_preview->clear(m_reason);
    } else {
        m_preview->clear();
        if (hasBody())
            m_document->show(m_bytes, m_contentType, BodyStyle(m_style->current()));
        else
            m_document->clear(m_reason);
    }
    m_pages->setCurrentWidget(isPreview ? static_cast<QWidget *>(m_preview) : m_document);
    const auto &document = m_document->loader().document();
    const bool isJson = document && isJsonForm(document->form());
    const bool isXml = document && document->form() == BodyForm::Xml;
    m_filterTool->setEnabled(isJson || isXml);
    m_filter->setBody(isJson || isXml ? document->bytes() : nullptr,
                      isXml ? FilterBar::Kind::Xml : FilterBar::Kind::Json);
    if (!isJson && !isXml)
        m_filter->hide();
    showNote();
    Q_EMIT shown();
}

QStringList BodyView::styles()
{
    return {tr("Pretty"), tr("Raw"), tr("Hex"), tr("Preview")};
}

void BodyView::setStyle(int style)
{
    m_style->setCurrent(style);
}

bool BodyView::canFilter() const
{
    return m_filterTool->isEnabled();
}

void BodyView::openSearch()
{
    if (m_style->current() == previewChoice)
        m_style->setCurrent(int(BodyStyle::Pretty));
    m_document->openSearch();
}

void BodyView::openFilter()
{
    if (canFilter())
        m_filter->open();
}

void BodyView::showNote()
{
    const QString note = m_saveNote.isEmpty() ? m_document->note() : m_saveNote;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

bool BodyView::canSave()
{
    if (!m_saver.isRunning())
        return hasBody();
    m_isSaveRefused = hasBody();
    tellSaving(m_savedPercent);
    return false;
}

void BodyView::tellSaving(int percent)
{
    m_savedPercent = percent;
    m_saveNote = m_isSaveRefused
        ? tr("Saving … %1 %. One body is saved after the other: wait, or cancel this one.").arg(percent)
        : tr("Saving … %1 %").arg(percent);
    showNote();
}

void BodyView::save(const QString &name)
{
    if (!canSave())
        return;
    auto *dialog = new QFileDialog(this, tr("Save the body of the answer"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &BodyView::saveTo);
    dialog->open();
}

void BodyView::saveTo(const QString &path)
{
    if (!canSave())
        return;
    m_savePath = path;
    m_isSaveRefused = false;
    m_cancelSave->show();
    tellSaving(0);
    m_saver.save(m_bytes, path);
}

void BodyView::onSaved(const Result<void> &result)
{
    m_cancelSave->hide();
    const QString name = wording::printable(m_savePath, 300);
    m_saveNote = result ? tr("Saved to %1.").arg(name)
                        : tr("%1 could not be written. Choose another folder, or make room on the disk.").arg(name);
    showNote();
}

} // namespace fuseboard
