// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/imageloader.h"

#include "base/mediatype.h"
#include "models/document/background.h"
#include "models/figures.h"
#include "viewer/drawingcheck.h"

#include <QBuffer>
#include <QImageReader>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSide = 4'096; ///< of what is kept for the screen
constexpr int largestAllocation = 256; ///< in MiB, by the reader
constexpr qsizetype mostSvgBytes = 4'000'000;

QString drawingProblem(const QByteArray &bytes, const QByteArray &format)
{
    if (format != "svg") // "svgz"
        return ImageLoader::tr("This drawing is compressed and is not shown. Save it to open it elsewhere.");
    if (bytes.size() > mostSvgBytes)
        return ImageLoader::tr("This drawing is larger than %1 and is not shown. Save it to open it elsewhere.")
            .arg(wording::bytes(mostSvgBytes));
    switch (drawingFault(bytes, ImageLoader::mostPixels)) {
    case DrawingFault::Elsewhere:
        return ImageLoader::tr("This drawing refers to other files, so it is not shown. Raw shows its text.");
    case DrawingFault::TooLarge:
        return ImageLoader::tr("The pictures in this drawing are too large to be shown. Save it to open it elsewhere.");
    case DrawingFault::None:
        break;
    }
    return {};
}

QString tooManyPixels(QSize size)
{
    return ImageLoader::tr("This picture of %1 × %2 pixels is too large to be shown. Save it to open it elsewhere.")
        .arg(wording::count(size.width()), wording::count(size.height()));
}

QSize boundedSize(QSize size)
{
    return size.width() > mostSide || size.height() > mostSide ? size.scaled(mostSide, mostSide, Qt::KeepAspectRatio)
                                                               : size;
}

ImageLoader::Outcome decodedImage(QByteArrayView view)
{
    ImageLoader::Outcome outcome;
    QByteArray bytes = QByteArray::fromRawData(view.data(), view.size());
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    QImageReader::setAllocationLimit(largestAllocation);
    reader.setDecideFormatFromContent(true);
    outcome.format = reader.format();
    const bool isDrawing = outcome.format.startsWith("svg");
    if (isDrawing)
        outcome.problem = drawingProblem(bytes, outcome.format);
    if (!outcome.problem.isEmpty())
        return outcome;
    outcome.size = reader.size(); // Qt reads a whole drawing for it, and opens what that names
    if (!isDrawing && outcome.size.isValid()
        && qint64(outcome.size.width()) * outcome.size.height() > ImageLoader::mostPixels)
        outcome.problem = tooManyPixels(outcome.size);
    if (!outcome.problem.isEmpty())
        return outcome;
    if (outcome.size.isValid())
        reader.setScaledSize(boundedSize(outcome.size));
    outcome.image = reader.read();
    if (outcome.image.isNull())
        outcome.problem = outcome.format.isEmpty()
            ? ImageLoader::tr("This picture's format is not known here. Save the body to open it elsewhere.")
            : ImageLoader::tr("This picture is damaged and cannot be shown. Hex shows its bytes.");
    return outcome;
}

} // namespace

ImageLoader::ImageLoader(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!m_watcher.isCanceled())
            Q_EMIT finished(m_watcher.result());
    });
}

ImageLoader::~ImageLoader()
{
    m_watcher.cancel();
}

bool ImageLoader::isImage(const QByteArray &contentType)
{
    return mediaType(contentType).startsWith("image/");
}

void ImageLoader::load(const SharedBytes &bytes)
{
    cancel();
    m_watcher.setFuture(runInBackground<Outcome>(
        [bytes](QPromise<Outcome> &promise) { promise.addResult(decodedImage(bytes->view())); }));
}

void ImageLoader::cancel()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
}

} // namespace fuseboard
