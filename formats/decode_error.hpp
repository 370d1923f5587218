// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <compare>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace inspectord {

/// Where something stands in a text: 1-based, the column in code points. 0, 0: it came from no
/// text.
struct Place {
  int line = 0;
  int column = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// One thing that is wrong in a file or body: where, what was found, what would be right. The words
/// are `refusal.<reason.code>` of the catalogue, filled with the arguments.
struct DecodeError {
  Place place;
  std::string pointer;  ///< JSON pointer (RFC 6901); empty: the whole, or not known yet.
  Reason reason;
  Arguments arguments;

  friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

/// The same as a refusal; line and column become arguments of each problem.
/// Requires: errors is not empty.
Refusal to_refusal(const std::vector<DecodeError>& errors);

/// What was read, or everything that is wrong with it, in the order of the text.
template <class T>
class [[nodiscard]] Decoded {
 public:
  Decoded(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  /// Requires: errors is not empty.
  Decoded(std::vector<DecodeError> errors) : content_(std::in_place_index<1>, std::move(errors)) {}

  bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// Throws std::logic_error where there is none.
  const T& value() const& {
    if (const auto* value = std::get_if<0>(&content_)) return *value;
    throw std::logic_error("Decoded: there is no value");
  }
  T&& value() && { return std::move(const_cast<T&>(std::as_const(*this).value())); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }

  /// Empty where there is a value.
  const std::vector<DecodeError>& errors() const {
    static const std::vector<DecodeError> none;
    const auto* errors = std::get_if<1>(&content_);
    return errors ? *errors : none;
  }

  /// For TRY: the value, or the errors as one refusal.
  Result<T> result() && {
    if (!has_value()) return to_refusal(errors());
    return std::move(*this).value();
  }

 private:
  std::variant<T, std::vector<DecodeError>> content_;
};

}  // namespace inspectord
