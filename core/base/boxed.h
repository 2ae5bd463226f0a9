// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace fuseboard {

/// An optional value that lives apart: as large as a pointer while it is absent, which is most of the time for what is
/// kept in it. Copies are deep, and the interface is that of std::optional.
template<class T>
class Boxed
{
public:
    Boxed() = default;
    Boxed(std::nullopt_t) { } // NOLINT(google-explicit-constructor): as std::optional
    Boxed(T value) // NOLINT(google-explicit-constructor): as std::optional
        : m_value(std::make_unique<T>(std::move(value)))
    {
    }
    Boxed(std::optional<T> value) // NOLINT(google-explicit-constructor): takes the place of one
        : m_value(value ? std::make_unique<T>(*std::move(value)) : nullptr)
    {
    }
    Boxed(const Boxed &other)
        : m_value(other ? std::make_unique<T>(*other) : nullptr)
    {
    }
    Boxed(Boxed &&other) noexcept = default;
    ~Boxed() = default;
    Boxed &operator=(Boxed other) noexcept
    {
        m_value = std::move(other.m_value);
        return *this;
    }

    [[nodiscard]] bool has_value() const { return m_value != nullptr; }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] const T &operator*() const { return *m_value; }
    [[nodiscard]] T &operator*() { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    T *operator->() { return m_value.get(); }
    void reset() { m_value.reset(); }

    friend bool operator==(const Boxed &one, const Boxed &other)
    {
        return one && other ? *one == *other : one.has_value() == other.has_value();
    }

private:
    std::unique_ptr<T> m_value;
};

} // namespace fuseboard
