// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace inspectord {

/// A password, token or key. Does not print, compares in constant time, is wiped when it goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) noexcept = default;
  ~Secret() { wipe(); }

  /// The value itself: only where it leaves the process (a header, a login, an HMAC).
  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }
  bool matches(std::string_view other) const;

 private:
  void wipe();

  std::string value_;
};

}  // namespace inspectord
