// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"

#include <QRandomGenerator>

namespace fuseboard {

Random::~Random() = default;

SeededRandom::SeededRandom(quint64 seed)
    : m_engine(seed)
{
}

SeededRandom::SeededRandom()
    : m_engine(QRandomGenerator::system()->generate64())
{
}

SeededRandom::~SeededRandom() = default;

double SeededRandom::uniform()
{
    // The standard distributions differ between libraries; 53 bits of the engine do not.
    constexpr int mantissaBits = 53;
    return static_cast<double>(m_engine() >> (64 - mantissaBits)) / static_cast<double>(quint64(1) << mantissaBits);
}

} // namespace fuseboard
