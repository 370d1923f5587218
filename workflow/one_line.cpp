// SPDX-License-Identifier: Apache-2.0
#include "workflow/one_line.hpp"

namespace inspectord {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0x20u;
}

}  // namespace

bool is_one_line(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned first = byte_at(text, i);
    const unsigned second = byte_at(text, i + 1);
    const unsigned third = byte_at(text, i + 2);
    const bool c0 = first < 0x20 || first == 0x7F;
    const bool c1 = first == 0xC2 && second >= 0x80 && second < 0xA0;
    const bool separator = first == 0xE2 && second == 0x80 && (third == 0xA8 || third == 0xA9);
    if (c0 || c1 || separator) return false;
  }
  return true;
}

}  // namespace inspectord
