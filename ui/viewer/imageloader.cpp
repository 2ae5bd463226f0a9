// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/imageloader.h"

#include "base/mediatype.h"
#include "models/document/background.h"
#include "models/figures.h"

#include <QBuffer>
#include <QImageReader>
#include <QRegularExpression>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSide = 4'096; ///< of what is kept for the screen
constexpr int largestAllocation = 256; ///< in MiB, by the reader
constexpr qsizetype mostSvgBytes = 4'000'000;

/// A drawing may name files and other documents; Qt's reader would open the files.
bool refersElsewhere(const QByteArray &svg)
{
    static const QRegularExpression reference(
        uR"(href\s*=\s*["'](?!#|data:)|<!ENTITY|@import|url\(\s*["']?(?!#|data:))"_s,
        QRegularExpression::CaseInsensitiveOption);
    return reference.match(QString::fromLatin1(svg)).hasMatch();
}

QString svgProblem(const QByteArray &bytes)
{
    if (bytes.size() > mostSvgBytes)
        return ImageLoader::tr("This drawing is larger than %1 and is not shown. Save it to open it elsewhere.")
            .arg(wording::bytes(mostSvgBytes));
    if (refersElsewhere(bytes))
        return ImageLoader::tr("This drawing refers to other files, so it is not shown. Raw shows its text.");
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
    outcome.size = reader.size();
    const bool isSvg = outcome.format.startsWith("svg");
    if (isSvg)
        outcome.problem = svgProblem(bytes);
    else if (outcome.size.isValid() && qint64(outcome.size.width()) * outcome.size.height() > ImageLoader::mostPixels)
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
