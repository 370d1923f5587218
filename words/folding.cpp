// SPDX-License-Identifier: Apache-2.0
#include "words/folding.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

/// Letters from `first` to `last` are all forms of one letter.
struct Forms {
  char32_t first, last;
  char letter;
};

/// Latin-1 and the Vietnamese letters beyond it, by code point. Eth stands in for Đ in old texts.
constexpr auto forms = std::to_array<Forms>(
    {{0xC0, 0xC5, 'a'},     {0xC7, 0xC7, 'c'},     {0xC8, 0xCB, 'e'},     {0xCC, 0xCF, 'i'},
     {0xD0, 0xD0, 'd'},     {0xD1, 0xD1, 'n'},     {0xD2, 0xD6, 'o'},     {0xD8, 0xD8, 'o'},
     {0xD9, 0xDC, 'u'},     {0xDD, 0xDD, 'y'},     {0xE0, 0xE5, 'a'},     {0xE7, 0xE7, 'c'},
     {0xE8, 0xEB, 'e'},     {0xEC, 0xEF, 'i'},     {0xF0, 0xF0, 'd'},     {0xF1, 0xF1, 'n'},
     {0xF2, 0xF6, 'o'},     {0xF8, 0xF8, 'o'},     {0xF9, 0xFC, 'u'},     {0xFD, 0xFD, 'y'},
     {0xFF, 0xFF, 'y'},     {0x102, 0x103, 'a'},   {0x110, 0x111, 'd'},   {0x128, 0x129, 'i'},
     {0x168, 0x169, 'u'},   {0x1A0, 0x1A1, 'o'},   {0x1AF, 0x1B0, 'u'},   {0x1EA0, 0x1EB7, 'a'},
     {0x1EB8, 0x1EC7, 'e'}, {0x1EC8, 0x1ECB, 'i'}, {0x1ECC, 0x1EE3, 'o'}, {0x1EE4, 0x1EF1, 'u'},
     {0x1EF2, 0x1EF9, 'y'}});

std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

char32_t code_point(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  char32_t point = bytes.size() == 1 ? lead : lead & (0x7Fu >> bytes.size());
  for (std::size_t i = 1; i < bytes.size(); ++i)
    point = point << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3Fu);
  return point;
}

bool is_combining_mark(char32_t point) {
  return point >= 0x300 && point <= 0x36F;
}

void add_ascii(std::string& out, char c) {
  const bool blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7f;
  out += blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

std::string folded_for_search(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto bytes = text.substr(0, length_of(text[0]));
    text.remove_prefix(bytes.size());
    const auto point = code_point(bytes);
    if (is_combining_mark(point)) continue;
    if (point < 0x80) {
      add_ascii(out, static_cast<char>(point));
      continue;
    }
    const auto form = std::ranges::find_if(
        forms, [&](const Forms& one) { return point >= one.first && point <= one.last; });
    if (form == forms.end()) {
      out += bytes;
    } else {
      out += form->letter;
    }
  }
  return out;
}

}  // namespace inspectord
