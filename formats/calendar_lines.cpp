// SPDX-License-Identifier: Apache-2.0
#include "formats/calendar_lines.hpp"

#include "formats/utf8.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

constexpr std::size_t longest_line = 75;

enum class Sort : unsigned char {
  plain,
  escaped,      // \ ; ,
  line_break,   // CR, LF
  dropped,      // control characters
  c1,           // leads U+0080 to U+00BF
  punctuation,  // leads U+2000 to U+2FFF
};

constexpr std::array<Sort, 256> sorts = [] {
  std::array<Sort, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = Sort::dropped;
  table[0x7f] = Sort::dropped;
  table['\t'] = Sort::plain;
  table['\n'] = table['\r'] = Sort::line_break;
  table['\\'] = table[';'] = table[','] = Sort::escaped;
  table[0xc2] = Sort::c1;
  table[0xe2] = Sort::punctuation;
  return table;
}();

Sort sort_of(char c) {
  return sorts[static_cast<unsigned char>(c)];
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// What readers take for the end of a line though RFC 5545 does not: NEL, LINE SEPARATOR,
/// PARAGRAPH SEPARATOR.
bool is_other_break(std::string_view at) {
  return at.starts_with("\xc2\x85") || at.starts_with("\xe2\x80\xa8") ||
         at.starts_with("\xe2\x80\xa9");
}

bool is_c1_control(std::string_view at) {
  return at.size() > 1 && at[0] == '\xc2' && static_cast<unsigned char>(at[1]) < 0xa0;
}

/// Bytes that are no UTF-8 become U+FFFD.
std::string repaired(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto good = first_fault_of_utf8(text);
    out += text.substr(0, good);
    text.remove_prefix(good);
    if (text.empty()) break;
    out += "\xef\xbf\xbd";
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

CalendarLines& CalendarLines::line(std::string_view whole) {
  out_ += whole;
  return end();
}

CalendarLines& CalendarLines::plain(std::string_view name, std::string_view value) {
  return begin(name).put(":").put(value).end();
}

CalendarLines& CalendarLines::text(std::string_view name, std::string_view value) {
  return begin(name).put(":").put_text(value).end();
}

CalendarLines& CalendarLines::uri(std::string_view name, std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  begin(name).put(":");
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool fits = byte > 0x20 && byte < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\';
    if (fits) {
      put({&c, 1});
    } else {
      const std::array<char, 3> triplet{'%', digits[byte >> 4], digits[byte & 15]};
      put({triplet.data(), triplet.size()});
    }
  }
  return end();
}

CalendarLines& CalendarLines::begin(std::string_view name_and_colon) {
  column_ = 0;
  return put(name_and_colon);
}

CalendarLines& CalendarLines::put(std::string_view ascii) {
  if (column_ + ascii.size() <= longest_line) {
    out_ += ascii;
    column_ += ascii.size();
  } else {
    put_run(ascii);
  }
  return *this;
}

CalendarLines& CalendarLines::put_text(std::string_view value) {
  if (first_fault_of_utf8(value) != value.size()) return put_text(repaired(value));
  while (!value.empty()) {
    const auto special =
        std::find_if(value.begin(), value.end(), [](char c) { return sort_of(c) != Sort::plain; });
    const auto run = static_cast<std::size_t>(special - value.begin());
    put_run(value.substr(0, run));
    value.remove_prefix(run);
    if (!value.empty()) value.remove_prefix(put_special(value));
  }
  return *this;
}

/// What stands at the front of a text and is not plain; returns the octets taken.
std::size_t CalendarLines::put_special(std::string_view value) {
  const auto sort = sort_of(value.front());
  if (sort == Sort::escaped) {
    put_pair(value.front());
    return 1;
  }
  if (sort == Sort::line_break) {
    if (!value.starts_with("\r\n")) put_pair('n');  // the LF behind it makes the break
    return 1;
  }
  if (sort == Sort::dropped) return 1;
  const auto length = length_of_code_point(value.front());
  if (is_other_break(value)) {
    put_pair('n');
  } else if (!is_c1_control(value)) {
    put_run(value.substr(0, length));
  }
  return length;
}

/// An escape, never torn by a fold.
void CalendarLines::put_pair(char escaped) {
  if (column_ + 2 > longest_line) fold();
  out_ += '\\';
  out_ += escaped;
  column_ += 2;
}

CalendarLines& CalendarLines::end() {
  out_ += "\r\n";
  column_ = 0;
  return *this;
}

/// A continuation begins with one space (3.1).
void CalendarLines::fold() {
  out_ += "\r\n ";
  column_ = 1;
}

/// Whole code points, as many as fit on each line.
void CalendarLines::put_run(std::string_view run) {
  while (!run.empty()) {
    auto fits = std::min(run.size(), longest_line - column_);
    while (fits > 0 && fits < run.size() && continues(run[fits])) --fits;
    out_ += run.substr(0, fits);
    column_ += fits;
    run.remove_prefix(fits);
    if (!run.empty()) fold();
  }
}

}  // namespace inspectord
