// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>

#include <functional>
#include <memory>
#include <variant>

namespace fuseboard {

/// What a request carries: nothing, bytes, or a device opened anew for each sending. A value.
class Body
{
public:
    /// Opens the content from its start, ready to read; nullptr when it cannot (any more): such a body is not resent.
    using Opener = std::function<std::unique_ptr<QIODevice>()>;

    Body() = default;
    Body(QByteArray bytes) // NOLINT(google-explicit-constructor): bytes are a body
        : m_content(std::move(bytes))
    {
    }
    /// size in bytes is announced as Content-Length and must be true.
    Body(Opener opener, qint64 size)
        : m_content(Stream{std::move(opener), size})
    {
    }

    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] bool isStream() const { return std::holds_alternative<Stream>(m_content); }
    [[nodiscard]] qint64 size() const
    {
        if (const auto *stream = std::get_if<Stream>(&m_content))
            return stream->size;
        return std::get<QByteArray>(m_content).size();
    }
    /// The bytes; empty for a stream.
    [[nodiscard]] QByteArray bytes() const { return isStream() ? QByteArray() : std::get<QByteArray>(m_content); }
    /// A device at the start of the content; nullptr when a stream cannot be opened again.
    [[nodiscard]] std::unique_ptr<QIODevice> open() const;

private:
    struct Stream
    {
        Opener opener;
        qint64 size = 0;
    };
    std::variant<QByteArray, Stream> m_content;
};

} // namespace fuseboard
