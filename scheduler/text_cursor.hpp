// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inspectord {

/// Walks over the text of a schedule and knows at which character it stands. Requires: the text
/// outlives it.
class TextCursor {
 public:
  static constexpr std::int64_t huge = std::int64_t{1} << 40;  ///< What larger numbers count as.

  /// `begin`, `end`: bytes of the whole text between which it walks.
  TextCursor(std::string_view whole, std::size_t begin, std::size_t end)
      : whole_(whole), at_(begin), end_(end) {}

  bool done() const { return at_ == end_; }
  char peek() const { return done() ? '\0' : whole_[at_]; }
  std::size_t offset() const { return at_; }
  std::string_view since(std::size_t begin) const { return whole_.substr(begin, at_ - begin); }

  bool take(char wanted) {
    if (done() || peek() != wanted) return false;
    ++at_;
    return true;
  }
  void step() { ++at_; }

  bool at_digit() const { return !done() && peek() >= '0' && peek() <= '9'; }
  bool at_letter() const { return !done() && ((peek() | 0x20) >= 'a' && (peek() | 0x20) <= 'z'); }
  /// The digits here as a number; `huge` for whatever is more. Requires: at_digit().
  std::int64_t number();
  /// The letters here, at most so many.
  std::string_view letters(std::size_t most);

  /// The character here as it may be shown: one that cannot be seen as U+XXXX.
  std::string shown() const;
  /// Which character of the whole text `offset` is, from 1.
  std::string place(std::size_t offset) const;
  std::string place() const { return place(at_); }

 private:
  std::string_view whole_;
  std::size_t at_;
  std::size_t end_;
};

/// ASCII letters made large.
std::string upper_case(std::string_view text);

}  // namespace inspectord
