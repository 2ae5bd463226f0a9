// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIODevice>

#include <memory>

namespace fuseboard {

/// Upload data that can be read once. Qt resends a request only if it can rewind its body, and this is the one kind of
/// device that it believes not to be rewindable. (docs/adr/0004)
class OnceDevice final : public QIODevice
{
    Q_OBJECT

public:
    /// The size in bytes that was announced, of a device that is open for reading.
    OnceDevice(std::unique_ptr<QIODevice> source, qint64 size);
    ~OnceDevice() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override;
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }

    /// The source gave fewer bytes than it had announced.
    [[nodiscard]] bool fellShort() const { return m_fellShort; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::unique_ptr<QIODevice> m_source;
    qint64 m_left;
    bool m_fellShort = false;
};

} // namespace fuseboard
