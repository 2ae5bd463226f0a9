// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/httpdate.h"

#include <array>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr std::array<QByteArrayView, 7> shortDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<QByteArrayView, 7> longDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                 "Friday", "Saturday", "Sunday"};
constexpr std::array<QByteArrayView, 12> monthNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int yearsAhead = 50;
constexpr int century = 100;

/// Reads a fixed form from left to right; once something does not fit, nothing does.
class DateReader
{
public:
    explicit DateReader(QByteArrayView text)
        : m_rest(text)
    {
    }

    DateReader &literal(QByteArrayView text)
    {
        if (m_good && m_rest.startsWith(text))
            m_rest = m_rest.sliced(text.size());
        else
            m_good = false;
        return *this;
    }

    DateReader &digits(int count, int &value)
    {
        value = 0;
        for (int i = 0; i < count; ++i) {
            if (!m_good || m_rest.isEmpty() || m_rest.front() < '0' || m_rest.front() > '9')
                m_good = false;
            else {
                value = value * 10 + (m_rest.front() - '0');
                m_rest = m_rest.sliced(1);
            }
        }
        return *this;
    }

    /// Two digits, the first of which may be a blank.
    DateReader &blankOrDigits(int &value)
    {
        const bool blank = m_good && m_rest.startsWith(' ');
        return blank ? literal(" ").digits(1, value) : digits(2, value);
    }

    template<std::size_t size>
    DateReader &name(const std::array<QByteArrayView, size> &names, int &number)
    {
        for (std::size_t i = 0; i < size; ++i) {
            if (m_good && m_rest.startsWith(names.at(i))) {
                m_rest = m_rest.sliced(names.at(i).size());
                number = static_cast<int>(i) + 1;
                return *this;
            }
        }
        m_good = false;
        return *this;
    }

    [[nodiscard]] bool isDone() const { return m_good && m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_good = true;
};

struct DateFields
{
    int weekday = 0; // read and not checked: servers get it wrong
    int day = 0;
    int month = 0;
    int year = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;

    DateReader &time(DateReader &reader)
    {
        return reader.digits(2, hour).literal(":").digits(2, minute).literal(":").digits(2, second);
    }
    bool readImfFixdate(DateReader reader)
    {
        reader.name(shortDays, weekday).literal(", ").digits(2, day).literal(" ").name(monthNames, month);
        reader.literal(" ").digits(4, year).literal(" ");
        return time(reader).literal(" GMT").isDone();
    }
    bool readRfc850(DateReader reader)
    {
        reader.name(longDays, weekday).literal(", ").digits(2, day).literal("-").name(monthNames, month);
        reader.literal("-").digits(2, year).literal(" ");
        return time(reader).literal(" GMT").isDone();
    }
    bool readAsctime(DateReader reader)
    {
        reader.name(shortDays, weekday).literal(" ").name(monthNames, month).literal(" ").blankOrDigits(day);
        reader.literal(" ");
        return time(reader).literal(" ").digits(4, year).isDone();
    }
};

/// RFC 9110 5.6.7: a two-digit year that seems to be more than 50 years ahead is one of the past century.
int fullYear(int twoDigits, WallTime wallNow)
{
    const auto current = static_cast<int>(year_month_day(floor<days>(wallNow)).year());
    int guess = current - current % century + twoDigits;
    if (guess > current + yearsAhead)
        guess -= century;
    else if (guess <= current - yearsAhead)
        guess += century;
    return guess;
}

} // namespace

std::optional<WallTime> parseHttpDate(QByteArrayView text, WallTime wallNow)
{
    DateFields fields;
    const DateReader reader(text);
    if (!fields.readImfFixdate(reader) && !fields.readAsctime(reader)) {
        if (!fields.readRfc850(reader))
            return std::nullopt;
        fields.year = fullYear(fields.year, wallNow);
    }
    const year_month_day date(year(fields.year), month(static_cast<unsigned>(fields.month)),
                              day(static_cast<unsigned>(fields.day)));
    constexpr int leapSecond = 60;
    if (!date.ok() || fields.hour > 23 || fields.minute > 59 || fields.second > leapSecond)
        return std::nullopt;
    return WallTime(sys_days(date) + hours(fields.hour) + minutes(fields.minute) + seconds(fields.second));
}

} // namespace fuseboard
