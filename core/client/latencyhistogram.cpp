// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr int stepBits = 6;
constexpr quint64 stepsPerDoubling = quint64(1) << stepBits;
// Below twice the steps each unit has a bucket of its own: of 8 ns, so that a microsecond is told to half a percent.
constexpr quint64 exactBelow = 2 * stepsPerDoubling;
constexpr int unitBits = 3;
constexpr Duration longestValue = hours(1);

constexpr std::size_t bucketIndex(quint64 nanoseconds)
{
    const quint64 units = nanoseconds >> unitBits;
    if (units < exactBelow)
        return static_cast<std::size_t>(units);
    const int shift = std::bit_width(units) - 1 - stepBits;
    return static_cast<std::size_t>(static_cast<quint64>(shift) * stepsPerDoubling + (units >> shift));
}

constexpr std::size_t bucketCount = bucketIndex(static_cast<quint64>(longestValue.count())) + 1;

} // namespace

std::size_t LatencyHistogram::indexOf(Duration value)
{
    return bucketIndex(static_cast<quint64>(std::clamp(value, Duration::zero(), longestValue).count()));
}

Duration LatencyHistogram::valueAt(std::size_t index)
{
    const int shift = index < exactBelow ? 0 : static_cast<int>(index / stepsPerDoubling) - 1;
    const quint64 lowest = (index - static_cast<quint64>(shift) * stepsPerDoubling) << shift;
    return nanoseconds((lowest << unitBits) + (quint64(1) << (shift + unitBits)) / 2);
}

void LatencyHistogram::record(Duration value)
{
    note(value, 1);
    ++m_buckets[indexOf(value)];
}

void LatencyHistogram::addBucket(std::size_t index, quint32 count)
{
    if (count == 0)
        return;
    note(valueAt(index), count);
    m_buckets[std::min(index, bucketCount - 1)] += count;
}

void LatencyHistogram::note(Duration value, quint32 count)
{
    if (m_buckets.empty())
        m_buckets.resize(bucketCount);
    m_count += count;
    m_sum += value * count;
    m_min = std::min(m_min, value);
    m_max = std::max(m_max, value);
}

void LatencyHistogram::merge(const LatencyHistogram &other)
{
    if (other.m_count == 0)
        return;
    if (m_buckets.empty())
        m_buckets.resize(bucketCount);
    for (std::size_t i = 0; i < bucketCount; ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
}

void LatencyHistogram::clear()
{
    *this = LatencyHistogram();
}

std::optional<Duration> LatencyHistogram::percentile(double p) const
{
    if (m_count == 0)
        return std::nullopt;
    const double share = std::clamp(p, 0.0, 100.0) / 100.0 * static_cast<double>(m_count);
    const auto rank = std::max<quint64>(1, static_cast<quint64>(std::ceil(share)));
    quint64 seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= rank)
            return std::clamp(valueAt(i), m_min, m_max);
    }
    return m_max;
}

std::optional<Duration> LatencyHistogram::minimum() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_min);
}

std::optional<Duration> LatencyHistogram::maximum() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_max);
}

std::optional<Duration> LatencyHistogram::mean() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_sum / static_cast<Duration::rep>(m_count));
}

} // namespace fuseboard
