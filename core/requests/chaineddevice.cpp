// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/chaineddevice.h"

#include <algorithm>

namespace fuseboard {

ChainedDevice::ChainedDevice(QList<Body> bodies)
    : m_bodies(std::move(bodies))
{
    for (const Body &body : std::as_const(m_bodies))
        m_left += body.size();
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ChainedDevice::~ChainedDevice() = default;

qint64 ChainedDevice::readData(char *data, qint64 maxSize)
{
    while (m_leftOfSource == 0 && !m_bodies.isEmpty()) {
        const Body next = m_bodies.takeFirst();
        m_source = next.open();
        m_leftOfSource = next.size();
        if (!m_source)
            return -1;
    }
    if (m_leftOfSource == 0)
        return m_left == 0 ? 0 : -1;
    const qint64 read = m_source->read(data, std::min(maxSize, m_leftOfSource));
    if (read <= 0)
        return maxSize == 0 ? 0 : -1;
    m_leftOfSource -= read;
    m_left -= read;
    return read;
}

} // namespace fuseboard
