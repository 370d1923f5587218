// SPDX-License-Identifier: Apache-2.0
#include "formats/utf8.hpp"

#include "formats/json.hpp"

namespace inspectord {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
}

bool continues(std::string_view text, std::size_t i) {
  return (byte_at(text, i) & 0xC0u) == 0x80u;
}

/// Length of the well-formed sequence at i (Unicode 15, table 3-7), or 0.
std::size_t sequence_at(std::string_view text, std::size_t i) {
  const unsigned first = byte_at(text, i);
  const unsigned second = byte_at(text, i + 1);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !continues(text, i + 1)) return 0;
  if (first < 0xE0) return 2;
  if (!continues(text, i + 2)) return 0;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool beyond = first == 0xF4 && second >= 0x90;
  return overlong || beyond || !continues(text, i + 3) ? 0 : 4;
}

}  // namespace

std::size_t first_fault_of_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto length = sequence_at(text, i);
    if (length == 0) return i;
    i += length;
  }
  return i;
}

bool is_utf8(std::string_view text) {
  return first_fault_of_utf8(text) == text.size();
}

std::string shortened(std::string_view text, std::size_t code_points) {
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < code_points; ++n) {
    end += length_of_code_point(text[end]);
  }
  std::string result{text.substr(0, end)};
  if (end < text.size()) result += "…";
  return result;
}

}  // namespace inspectord
