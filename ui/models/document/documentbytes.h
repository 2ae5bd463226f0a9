// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

namespace fuseboard {

/// The bytes that a document shows: in memory, shared with whoever has them, or on the disk, where the system maps
/// them, so that they take memory only where they are looked at. They never change, so that any thread may read them.
class DocumentBytes final
{
public:
    /// keeper: what the bytes live in, where they do not live by themselves (Response::spool).
    explicit DocumentBytes(QByteArray bytes, std::shared_ptr<const void> keeper = {})
        : m_keeper(std::move(keeper))
        , m_bytes(std::move(bytes))
    {
    }
    Q_DISABLE_COPY_MOVE(DocumentBytes)

    [[nodiscard]] QByteArrayView view() const { return m_bytes; }
    [[nodiscard]] qint64 size() const { return m_bytes.size(); }

private:
    std::shared_ptr<const void> m_keeper;
    QByteArray m_bytes;
};

using SharedBytes = std::shared_ptr<const DocumentBytes>;

} // namespace fuseboard
