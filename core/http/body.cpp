// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/body.h"

#include <QBuffer>

namespace fuseboard {

std::unique_ptr<QIODevice> Body::open() const
{
    if (const auto *stream = std::get_if<Stream>(&m_content))
        return stream->opener ? stream->opener() : nullptr;
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(std::get<QByteArray>(m_content));
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

} // namespace fuseboard
