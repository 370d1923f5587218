// SPDX-License-Identifier: Apache-2.0
#include "notifications/mail_text.hpp"

#include "core/digest.hpp"

#include <algorithm>
#include <cstdint>

namespace inspectord::mail_text {
namespace {

constexpr std::size_t longest_line = 76;
constexpr std::string_view word_open = "=?UTF-8?B?";
constexpr std::string_view word_close = "?=";
constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

/// The length of the code point that begins the text, or 0 where it is not well-formed (Unicode,
/// table 3-7).
std::size_t code_point_length(std::string_view text) {
  const auto first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xC0) != 0x80) return 0;
  }
  const auto second = byte_at(text, 1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second > 0x9F;
  const bool too_high = first == 0xF4 && second > 0x8F;
  return overlong || surrogate || too_high ? 0 : length;
}

/// The first code point, taken off the text; U+FFFD for a byte that belongs to none.
std::string_view take_code_point(std::string_view& text) {
  const auto length = code_point_length(text);
  const auto taken = text.substr(0, std::max<std::size_t>(length, 1));
  text.remove_prefix(taken.size());
  return length == 0 ? replacement : taken;
}

bool is_control(std::string_view code_point) {
  const auto first = byte_at(code_point, 0);
  if (code_point.size() == 1) return first < 0x20 || first == 0x7F;
  return first == 0xC2 && byte_at(code_point, 1) < 0xA0;  // C1, with U+0085
}

bool is_line_separator(std::string_view code_point) {
  return code_point == "\xE2\x80\xA8" || code_point == "\xE2\x80\xA9";
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Encoded words, one a line, the first after `used` characters of its line.
std::string encoded_words(std::string_view text, std::size_t used) {
  std::string words;
  while (!text.empty()) {
    const auto room = longest_line - used - word_open.size() - word_close.size();
    const auto most = room / 4 * 3;
    std::size_t length = 0;
    while (length < text.size()) {
      const auto next = std::max<std::size_t>(code_point_length(text.substr(length)), 1);
      if (length + next > most) break;
      length += next;
    }
    if (!words.empty()) words += "\r\n ";
    words.append(word_open).append(to_base64(text.substr(0, length))).append(word_close);
    text.remove_prefix(length);
    used = 1;
  }
  return words;
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text += '"';
}

void append_escaped(std::string& line, std::string_view bytes) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    line += '=';
    line += digits[byte_at(bytes, i) >> 4];
    line += digits[byte_at(bytes, i) & 0x0F];
  }
}

/// One code point as quoted-printable; `last` says that its line ends after it.
std::string escaped(std::string_view code_point, bool last) {
  const char c = code_point.front();
  const bool blank = c == ' ' || c == '\t';
  if (code_point.size() == 1 && c != '=' && (blank ? !last : c > 0x20 && c < 0x7F))
    return std::string{code_point};
  std::string text;
  append_escaped(text, code_point);
  return text;
}

void append_quoted_printable_line(std::string& out, std::string_view line) {
  std::size_t width = 0;
  while (!line.empty()) {
    const bool risky_first = line.front() == '.' || line.starts_with("From ");
    const auto code_point = take_code_point(line);
    std::string text = escaped(code_point, line.empty());
    if (width + text.size() > longest_line - (line.empty() ? 0 : 1)) {
      out += "=\r\n";
      width = 0;
    }
    if (width == 0 && risky_first) {
      text.clear();
      append_escaped(text, code_point);
    }
    out += text;
    width += text.size();
  }
  out += "\r\n";
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const auto code_point = take_code_point(text);
    line += is_control(code_point) || is_line_separator(code_point) ? " " : code_point;
  }
  return line;
}

std::string clean_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const auto code_point = take_code_point(text);
    if (code_point == "\r") {
      if (!text.starts_with('\n')) lines += '\n';
    } else if (code_point == "\n" || code_point == "\t" || !is_control(code_point)) {
      lines += code_point;
    }
  }
  return lines;
}

std::string unstructured_field(std::string_view name, std::string_view value) {
  std::string field{name};
  field += ": ";
  const auto line = one_line(value);
  const bool plain = is_printable_ascii(line) && line.find("=?") == std::string::npos &&
                     field.size() + line.size() <= longest_line && !line.starts_with(' ') &&
                     !line.ends_with(' ');
  field += plain ? line : encoded_words(line, field.size());
  return field += "\r\n";
}

std::string phrase(std::string_view name, std::size_t used) {
  const auto line = one_line(name);
  if (line.empty()) return {};
  const bool plain = is_printable_ascii(line) && line.find("=?") == std::string::npos &&
                     line.size() * 2 + used + 2 <= longest_line;
  return plain ? quoted(line) : encoded_words(line, used);
}

std::string quoted_printable(std::string_view text) {
  const auto lines = clean_lines(text);
  std::string out;
  out.reserve(lines.size() * 2);
  std::string_view rest = lines;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    append_quoted_printable_line(out, rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace inspectord::mail_text
