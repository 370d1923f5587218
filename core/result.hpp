// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

namespace inspectord {

/// A value, or the refusal that stands in its place. Asking for the wrong one throws
/// std::logic_error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Refusal refusal) : content_(std::in_place_index<1>, std::move(refusal)) {}

  bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  const T& value() const& { return checked(std::get_if<0>(&content_)); }
  T& value() & { return const_cast<T&>(std::as_const(*this).value()); }
  T&& value() && { return std::move(value()); }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(value()); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Refusal& error() const& { return checked(std::get_if<1>(&content_)); }
  Refusal&& error() && { return std::move(const_cast<Refusal&>(std::as_const(*this).error())); }

 private:
  template <class U>
  static const U& checked(const U* content) {
    if (!content) throw std::logic_error("Result: asked for what it does not hold");
    return *content;
  }

  std::variant<T, Refusal> content_;
};

/// The value of an act that yields nothing but "yes".
struct Done {};

}  // namespace inspectord

/// The value of a Result, or an early return with its refusal.
#define TRY(...)                                             \
  (__extension__({                                           \
    auto try_result_ = (__VA_ARGS__);                        \
    if (!try_result_) return std::move(try_result_).error(); \
    std::move(try_result_).value();                          \
  }))
