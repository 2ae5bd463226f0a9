// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/oncedevice.h"

#include <algorithm>

namespace fuseboard {

OnceDevice::OnceDevice(std::unique_ptr<QIODevice> source, qint64 size)
    : m_source(std::move(source))
    , m_left(size)
{
    // A source that gets its data later tells so, and the upload goes on.
    connect(m_source.get(), &QIODevice::readyRead, this, &QIODevice::readyRead);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

OnceDevice::~OnceDevice() = default;

bool OnceDevice::atEnd() const
{
    return m_left <= 0;
}

qint64 OnceDevice::bytesAvailable() const
{
    return m_left + QIODevice::bytesAvailable();
}

qint64 OnceDevice::readData(char *data, qint64 maxSize)
{
    if (m_left <= 0)
        return -1;
    const qint64 got = m_source->read(data, std::min(maxSize, m_left));
    if (got < 0 || (got == 0 && !m_source->isSequential())) {
        m_fellShort = true;
        return -1;
    }
    m_left -= got;
    return got;
}

} // namespace fuseboard
