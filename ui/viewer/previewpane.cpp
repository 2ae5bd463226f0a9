// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/previewpane.h"

#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/document/background.h"
#include "models/document/bodydocument.h"
#include "models/document/markupwords.h"
#include "models/figures.h"
#include "viewer/documentview.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

PreviewPane::PreviewPane(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_pages(new QStackedWidget(this))
    , m_nothing(new EmptyState(theme, IconId::Info, {}, {}, {}, this))
    , m_picturePage(new QWidget(this))
    , m_picture(new QLabel(m_picturePage))
    , m_caption(new QLabel(m_picturePage))
    , m_text(new DocumentView(theme, this))
{
    setProperty("surface", u"code"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(m_pages);
    auto *picture = new QVBoxLayout(m_picturePage);
    picture->setContentsMargins(grid::cardPadding, grid::cardPadding, grid::cardPadding, grid::unit);
    picture->addWidget(m_picture, 1);
    picture->addWidget(m_caption);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(16, 16);
    m_picture->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_picture->setAccessibleName(tr("Picture"));
    m_caption->setProperty("rank", u"muted"_s);
    m_caption->setFont(theme.font(TextStyle::Small));
    m_text->setAccessibleName(tr("Words of the page"));
    for (QWidget *page : QList<QWidget *>{m_nothing, m_picturePage, m_text})
        m_pages->addWidget(page);
    connect(&m_loader, &ImageLoader::finished, this, &PreviewPane::showImage);
    connect(&m_words, &QFutureWatcherBase::finished, this, [this] {
        if (!m_words.isCanceled())
            showWords(m_words.result());
    });
}

PreviewPane::~PreviewPane()
{
    m_words.cancel();
}

void PreviewPane::show(const SharedBytes &bytes, const QByteArray &contentType)
{
    clear();
    const BodyForm form = formOf(bytes->view(), contentType, BodyStyle::Pretty);
    if (bytes->size() == 0) {
        showNothing(tr("Nothing to preview"), tr("The answer has no body."));
    } else if (ImageLoader::isImage(contentType)) {
        showNothing(tr("Decoding the picture …"), {});
        m_loader.load(bytes);
    } else if (form == BodyForm::Html) {
        m_words.setFuture(runInBackground<QString>(
            [bytes](QPromise<QString> &promise) { promise.addResult(wordsOfMarkup(bytes->view())); }));
    } else {
        showNothing(tr("No preview"),
                    tr("Pictures and the words of HTML pages can be previewed. Pretty, Raw and Hex show this body; "
                       "Save… opens it to other programs."));
    }
}

void PreviewPane::clear(const QString &reason)
{
    m_loader.cancel();
    m_words.cancel();
    m_words.setFuture({});
    m_image = {};
    m_picture->clear();
    m_text->setDocument(nullptr);
    showNothing(tr("Nothing to preview"), reason);
}

void PreviewPane::showNothing(const QString &title, const QString &advice)
{
    m_nothing->setTexts(title, advice);
    m_pages->setCurrentWidget(m_nothing);
}

void PreviewPane::showImage(const ImageLoader::Outcome &outcome)
{
    if (!outcome.problem.isEmpty()) {
        showNothing(tr("No preview"), outcome.problem);
        return;
    }
    m_image = outcome.image;
    const QSize size = outcome.size.isValid() ? outcome.size : m_image.size();
    m_caption->setText(tr("%1 × %2 pixels, %3")
                           .arg(wording::count(size.width()), wording::count(size.height()),
                                QString::fromLatin1(outcome.format).toUpper()));
    m_picture->setToolTip(m_caption->text());
    m_pages->setCurrentWidget(m_picturePage);
    fitImage();
}

void PreviewPane::fitImage()
{
    if (m_image.isNull())
        return;
    const qreal ratio = devicePixelRatioF();
    const QSize room = m_picture->size() * ratio;
    const bool fits = m_image.width() <= room.width() && m_image.height() <= room.height();
    QPixmap pixmap = QPixmap::fromImage(fits ? m_image
                                             : m_image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

void PreviewPane::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitImage();
}

void PreviewPane::showWords(const QString &words)
{
    if (words.isEmpty()) {
        showNothing(tr("No words"), tr("This page has no text outside of its scripts. Raw shows its source."));
        return;
    }
    auto document = std::make_shared<BodyDocument>(std::make_shared<const DocumentBytes>(words.toUtf8()),
                                                   BodyForm::Text);
    document->index().extend(document->bytes()->size());
    m_text->setDocument(document);
    m_pages->setCurrentWidget(m_text);
}

} // namespace fuseboard
