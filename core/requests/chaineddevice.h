// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/body.h"

#include <QIODevice>
#include <QList>

namespace fuseboard {

/// Bodies one behind the other, each opened when it is its turn. Read once, from its begin to its end.
class ChainedDevice final : public QIODevice
{
    Q_OBJECT

public:
    /// Open for reading.
    explicit ChainedDevice(QList<Body> bodies);
    ~ChainedDevice() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_left == 0; }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_left; }

protected:
    /// -1 where one of them cannot be opened, or is shorter than it said.
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QList<Body> m_bodies; // that are not opened yet
    std::unique_ptr<QIODevice> m_source;
    qint64 m_leftOfSource = 0;
    qint64 m_left = 0;
};

} // namespace fuseboard
