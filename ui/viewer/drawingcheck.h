// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

class QByteArray;

namespace fuseboard {

enum class DrawingFault {
    None,
    Elsewhere, ///< it names files or other documents
    TooLarge ///< the pictures within it have too many pixels
};

/// What forbids that a drawing (SVG, not compressed) is given to Qt's reader, which opens whatever file a drawing
/// names. It is read as that reader reads it, so that no encoding hides a name. (G20)
DrawingFault drawingFault(const QByteArray &svg, qint64 mostPixels);

} // namespace fuseboard
