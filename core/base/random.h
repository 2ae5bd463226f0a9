// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <random>

namespace fuseboard {

/// The only source of chance in the engine.
class Random
{
public:
    Random() = default;
    virtual ~Random();
    Random(const Random &) = delete;
    Random &operator=(const Random &) = delete;

    /// Evenly distributed in [0, 1).
    virtual double uniform() = 0;
};

/// The same seed gives the same sequence on every platform.
class SeededRandom final : public Random // lint-allow(one-class): the only one there is
{
public:
    explicit SeededRandom(quint64 seed);
    /// Seeded by the operating system.
    SeededRandom();
    ~SeededRandom() override;

    double uniform() override;

private:
    std::mt19937_64 m_engine;
};

/// Bytes from the operating system, for secrets: no seed, and so nobody, can foretell them.
QByteArray unguessableBytes(int count);

/// A version 4 UUID (RFC 9562) without braces. As hard to guess as its source: an identifier, not a secret.
QByteArray randomUuid(Random &random);

} // namespace fuseboard
