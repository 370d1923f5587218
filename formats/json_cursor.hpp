// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/decode_error.hpp"
#include "formats/utf8.hpp"

#include <string_view>

namespace inspectord {

/// Walks over a JSON text and knows line and column. Requires: well-formed UTF-8 that outlives it.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text) {}

  bool at_end() const { return offset_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[offset_]; }
  /// The character before the cursor; '\0' at the start.
  char previous() const { return offset_ == 0 ? '\0' : text_[offset_ - 1]; }
  std::string_view rest() const { return text_.substr(offset_); }
  std::size_t offset() const { return offset_; }
  Place place() const { return place_; }

  /// Over one code point.
  void step() {
    if (text_[offset_] == '\n') {
      place_ = {place_.line + 1, 1};
    } else {
      ++place_.column;
    }
    offset_ += length_of_code_point(text_[offset_]);
  }

  void skip_space() { skip_any_of(" \t\r\n"); }
  /// To the next token that stands for a value, key or bracket. Requires: the grammar was checked
  /// so far.
  void skip_to_token() { skip_any_of(" \t\r\n,:"); }

  /// Over the token here, and what it says. Requires: it was checked.
  std::string_view take_token() {
    const auto start = offset_;
    switch (peek()) {
      case '{':
      case '}':
      case '[':
      case ']':
        step();
        break;
      case '"':
        step_over_string();
        break;
      case 't':
      case 'f':
      case 'n':
        step_over_literal();
        break;
      default:
        step_over_number();
        break;
    }
    return text_.substr(start, offset_ - start);
  }

 private:
  void skip_any_of(std::string_view characters) {
    while (!at_end() && characters.find(peek()) != std::string_view::npos) step();
  }

  void step_over_string() {
    step();
    while (peek() != '"') {
      if (peek() == '\\') step();
      step();
    }
    step();
  }

  void step_over_literal() {
    const std::size_t length = peek() == 'f' ? 5 : 4;
    for (std::size_t i = 0; i < length; ++i) step();
  }

  void step_over_number() {
    if (peek() == '-') step();
    if (peek() == '0') {
      step();  // No digit may follow; one that does is no part of this number.
    } else {
      step_over_digits();
    }
    if (peek() == '.') {
      step();
      step_over_digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      step();
      if (peek() == '+' || peek() == '-') step();
      step_over_digits();
    }
  }

  void step_over_digits() {
    while (peek() >= '0' && peek() <= '9') step();
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  Place place_{1, 1};
};

}  // namespace inspectord
