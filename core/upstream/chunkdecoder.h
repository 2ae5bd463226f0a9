// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace fuseboard {

/// Takes a chunked body apart, byte by byte if need be. Everything in it is bounded. (RFC 9112 7.1)
class ChunkDecoder
{
public:
    enum class State { Reading, Done, Failed };

    /// most = bytes that the body may hold; kept = how many of them are collected for body().
    ChunkDecoder(qint64 most, qsizetype kept);

    void restart();
    /// Returns how many bytes were used; fewer than offered only when the body is over or broken.
    qsizetype feed(QByteArrayView bytes);

    [[nodiscard]] State state() const;
    /// 400 or 413, once Failed.
    [[nodiscard]] int failureStatus() const { return m_failure; }
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] qint64 bodyBytes() const { return m_total; }

private:
    enum class Stage { Size, Data, DataEnd, Trailer, Done };

    qsizetype takeData(QByteArrayView bytes);
    qsizetype takeLine(QByteArrayView bytes);
    int endLine();
    int beginChunk();

    qint64 m_most;
    qsizetype m_kept;
    Stage m_stage = Stage::Size;
    int m_failure = 0;
    QByteArray m_line;
    QByteArray m_body;
    qint64 m_total = 0;
    qint64 m_left = 0; // of the chunk
    qsizetype m_trailerBytes = 0;
};

} // namespace fuseboard
