// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentbytes.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>
#include <QSize>

namespace fuseboard {

/// Decodes a picture in a worker, bounded: what would be larger than mostPixels is decoded smaller where the format
/// can, else not at all; of what moves, the first picture. Nothing that a picture refers to is fetched or opened. (G20)
class ImageLoader final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 mostPixels = 40'000'000;

    /// A picture, or the sentence that says why there is none.
    struct Outcome
    {
        QImage image;
        QSize size; ///< of the picture itself, in pixels
        QByteArray format; ///< "png"
        QString problem;
    };

    explicit ImageLoader(QObject *parent = nullptr);
    ~ImageLoader() override;

    /// Whether the media type is that of a picture.
    [[nodiscard]] static bool isImage(const QByteArray &contentType);
    /// In the place of what is decoded.
    void load(const SharedBytes &bytes);
    void cancel();

Q_SIGNALS:
    void finished(const fuseboard::ImageLoader::Outcome &outcome);

private:
    QFutureWatcher<Outcome> m_watcher;
};

} // namespace fuseboard
