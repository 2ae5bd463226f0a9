// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace fuseboard {

/// Counts durations from 1 µs to 1 h with at most 1 % error in fixed memory (9 KB), like HdrHistogram: buckets that
/// double, each divided into 64 steps. Mergeable: percentiles of a whole are read from merged histograms, never
/// averaged (X04). Shorter and longer values are counted at the ends; minimum, maximum and mean are exact.
class LatencyHistogram
{
public:
    void record(Duration value);
    void merge(const LatencyHistogram &other);
    /// Adds values that were counted elsewhere by their bucket's index.
    void addBucket(std::size_t index, quint32 count);
    void clear();

    [[nodiscard]] quint64 count() const { return m_count; }
    /// The value below which the share p of all values lies, 0 < p ≤ 100; empty without samples.
    [[nodiscard]] std::optional<Duration> percentile(double p) const;
    [[nodiscard]] std::optional<Duration> minimum() const;
    [[nodiscard]] std::optional<Duration> maximum() const;
    [[nodiscard]] std::optional<Duration> mean() const;

    /// The bucket that counts a value, and the value that stands for a bucket: its middle.
    static std::size_t indexOf(Duration value);
    static Duration valueAt(std::size_t index);

private:
    void note(Duration value, quint32 count);

    std::vector<quint32> m_buckets; // empty until the first sample
    quint64 m_count = 0;
    Duration m_sum{};
    Duration m_min = Duration::max();
    Duration m_max = Duration::min();
};

} // namespace fuseboard
