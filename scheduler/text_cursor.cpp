// SPDX-License-Identifier: Apache-2.0
#include "scheduler/text_cursor.hpp"

#include <algorithm>
#include <cstdio>

namespace inspectord {
namespace {

bool continues_a_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

}  // namespace

std::int64_t TextCursor::number() {
  std::int64_t value = 0;
  for (; at_digit(); step()) value = std::min(value * 10 + (peek() - '0'), huge);
  return value;
}

std::string_view TextCursor::letters(std::size_t most) {
  const auto begin = at_;
  while (at_letter() && at_ - begin < most) step();
  return since(begin);
}

std::string TextCursor::shown() const {
  if (done()) return {};
  const auto byte = static_cast<unsigned char>(peek());
  if (byte < 0x20 || byte == 0x7f) {
    char text[8];
    std::snprintf(text, sizeof text, "U+%04X", byte);
    return text;
  }
  std::size_t length = 1;
  while (at_ + length < end_ && continues_a_character(whole_[at_ + length])) ++length;
  return std::string{whole_.substr(at_, length)};
}

std::string TextCursor::place(std::size_t offset) const {
  const auto before = whole_.substr(0, offset);
  const auto inside = std::count_if(before.begin(), before.end(), continues_a_character);
  return std::to_string(before.size() - static_cast<std::size_t>(inside) + 1);
}

std::string upper_case(std::string_view text) {
  std::string result{text};
  for (auto& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

}  // namespace inspectord
