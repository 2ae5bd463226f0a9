// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

namespace fuseboard {

/// Unpacks a body while it comes: gzip, of several members too (RFC 1952), and deflate, which is a zlib stream
/// (RFC 1950) or, from some servers, a bare one (RFC 1951). What is broken, or ends early, or goes on behind its end is
/// told, and nothing is unpacked beyond a limit.
class BodyDecoder final
{
public:
    enum class State { Fine, Broken, TooLarge };

    /// What to say in Accept-Encoding: the codings that it knows.
    static QByteArray acceptedCodings();
    /// Null for a Content-Encoding that is none of those, and for several, one upon the other.
    static std::unique_ptr<BodyDecoder> forCoding(const QByteArray &contentEncoding);

    ~BodyDecoder();
    BodyDecoder(const BodyDecoder &) = delete;
    BodyDecoder &operator=(const BodyDecoder &) = delete;

    /// Appends what the next piece unpacks to, until out holds more than mostBytes. After anything but Fine it must not
    /// be called again.
    [[nodiscard]] State decode(const QByteArray &piece, QByteArray &out, qint64 mostBytes);
    /// No further piece comes: whether that was all of it. Nothing at all is a whole body too.
    [[nodiscard]] bool isWhole() const;
    /// How many of the packed bytes have been used so far.
    [[nodiscard]] qint64 usedBytes() const { return m_used; }

private:
    enum class Coding { Gzip, Deflate };
    struct Stream;

    explicit BodyDecoder(Coding coding);
    [[nodiscard]] bool begin(const QByteArray &head);
    [[nodiscard]] State unpack(QByteArray &out, qint64 mostBytes);

    Coding m_coding;
    std::unique_ptr<Stream> m_stream; // null before its first bytes
    QByteArray m_head; // too short to tell what it is
    qint64 m_used = 0;
    bool m_atEnd = false; // of a member
};

} // namespace fuseboard
