// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"

#include <QRandomGenerator>
#include <QUuid>

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

QByteArray unguessableBytes(int count)
{
    QByteArray bytes(count, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->generate() & 0xff);
    return bytes;
}

QByteArray randomUuid(Random &random)
{
    constexpr int uuidBytes = 16;
    constexpr double byteValues = 256;
    QByteArray bytes(uuidBytes, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(static_cast<quint8>(random.uniform() * byteValues));
    bytes[6] = static_cast<char>((bytes.at(6) & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((bytes.at(8) & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toByteArray(QUuid::WithoutBraces);
}

} // namespace fuseboard
