// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QFuture>

#include <type_traits>
#include <utility>

namespace fuseboard {

/// How the end of a QFuture<T> is told: a Result<X> as it is, any other T within a Result.
template<class T>
struct FutureEnd
{
    using Type = Result<T>;
};
/// The failure that the function tells itself, and one that keeps it from being called, are then the same type.
template<class X>
struct FutureEnd<Result<X>>
{
    using Type = Result<X>;
};

/// What comes of a function that returns a QFuture, called with copies of these arguments.
template<class Function, class... Args>
struct AsyncFunctionTraits
{
    template<class T>
    static T valueOf(const QFuture<T> &);
    using Value = decltype(valueOf(std::declval<std::invoke_result_t<Function &, const Args &...>>()));
    using End = typename FutureEnd<Value>::Type;
};
template<class Function, class... Args>
using AsyncEnd = typename AsyncFunctionTraits<std::decay_t<Function>, std::decay_t<Args>...>::End;

} // namespace fuseboard
