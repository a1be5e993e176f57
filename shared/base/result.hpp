// SPDX-License-Identifier: EUPL-1.2
// Result<T>: a value, or the refusal that stood in its way. Refusals that people can meet are values; a broken
// invariant is an assert or an exception.
#pragma once

#include "base/error.hpp"

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>

namespace balieblik {

template <class T>
using Result = boost::system::result<T, Error>;

// Thrown when somebody takes the value of a refusal: a bug of ours, never a path that users take.
struct UnexpectedRefusal : std::logic_error {
    explicit UnexpectedRefusal(const Error& refused)
        : std::logic_error(std::string(name(refused.code)) + ": " + refused.detail), error(refused)
    {
    }
    Error error;
};

// Found by boost::system::result::value().
[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&)
{
    throw UnexpectedRefusal(error);
}

} // namespace balieblik

#define BALIEBLIK_CONCAT_(a, b) a##b
#define BALIEBLIK_CONCAT(a, b) BALIEBLIK_CONCAT_(a, b)

// BALIEBLIK_TRY(name, expression): names the value, or returns the refusal to the caller.
#define BALIEBLIK_TRY(variable, ...)                                                                                   \
    auto BALIEBLIK_CONCAT(result_, variable) = (__VA_ARGS__);                                                          \
    if (!BALIEBLIK_CONCAT(result_, variable))                                                                          \
        return BALIEBLIK_CONCAT(result_, variable).error();                                                            \
    auto& variable = *BALIEBLIK_CONCAT(result_, variable)

// BALIEBLIK_CHECK(expression): for a Result whose value is not needed.
#define BALIEBLIK_CHECK(...)                                                                                           \
    do {                                                                                                               \
        if (auto checked_ = (__VA_ARGS__); !checked_)                                                                  \
            return checked_.error();                                                                                   \
    } while (false)
