// SPDX-License-Identifier: Apache-2.0
#include "formats/json_syntax.hpp"

#include "formats/json_reasons.hpp"

#include <algorithm>

namespace inspectord {
namespace {

using After = JsonContext::After;

DecodeError at(const JsonCursor& cursor, const Reason& reason, Arguments arguments = {}) {
  return {cursor.place(), {}, reason, std::move(arguments)};
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The word or sign at the cursor, as a person would name it.
std::string found_at(const JsonCursor& cursor) {
  const auto rest = cursor.rest();
  const auto stop = std::min(rest.find_first_of(" \t\r\n,:[]{}\""), rest.size());
  const auto length = stop == 0 ? length_of_code_point(rest[0]) : stop;
  return shortened(rest.substr(0, length), 40);
}

DecodeError found(const JsonCursor& cursor, const Reason& reason) {
  return at(cursor, reason, {{"found", found_at(cursor)}});
}

DecodeError end_of_text(const JsonCursor& cursor, const JsonContext& context) {
  if (context.after == After::nothing) return at(cursor, reason::json_empty);
  const std::string opened = context.open.empty() ? "" : std::string{context.open.back()};
  return at(cursor, reason::json_unexpected_end, {{"opened", opened}});
}

/// The four hexadecimal digits after "\u", or -1.
int code_unit(std::string_view escape) {
  if (escape.size() < 6 || escape[0] != '\\' || escape[1] != 'u') return -1;
  int unit = 0;
  for (const char c : escape.substr(2, 4)) {
    if (!is_hex(c)) return -1;
    unit = unit * 16 + (is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return unit;
}

DecodeError wrong_escape(const JsonCursor& cursor) {
  const auto rest = cursor.rest();
  const bool unicode = rest.size() > 1 && rest[1] == 'u';
  const auto text = shortened(rest, unicode ? 6 : 2);
  const auto& why = code_unit(rest) >= 0 ? reason::json_lone_surrogate : reason::json_bad_escape;
  return at(cursor, why, {{"found", text}});
}

/// Length of the escape at the cursor, 0 where it is wrong.
int escape_length(std::string_view rest) {
  if (rest.size() < 2) return 0;
  if (rest[1] != 'u')
    return std::string_view{"\"\\/bfnrt"}.find(rest[1]) == std::string_view::npos ? 0 : 2;
  const int unit = code_unit(rest);
  if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return 0;
  if (unit < 0xD800 || unit > 0xDBFF) return 6;
  const int low = code_unit(rest.substr(6));
  return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
}

DecodeError wrong_string(const JsonCursor& start) {
  JsonCursor cursor = start;
  cursor.step();
  while (!cursor.at_end() && cursor.peek() != '"') {
    const char c = cursor.peek();
    if (c == '\n' || c == '\r') return at(start, reason::json_open_string);
    if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view hex = "0123456789ABCDEF";
      const std::string code = {'U',        '+', '0', '0', hex[static_cast<unsigned char>(c) >> 4],
                                hex[c & 15]};
      return at(cursor, reason::json_control_character, {{"found", code}});
    }
    int steps = 1;
    if (c == '\\') steps = escape_length(cursor.rest());
    if (steps == 0) return wrong_escape(cursor);
    while (steps-- > 0) cursor.step();
  }
  if (cursor.at_end()) return at(start, reason::json_open_string);
  return at(start, reason::json_unexpected,
            {{"found", shortened(start.rest(), cursor.offset() + 1 - start.offset())}});
}

bool starts_comment(const JsonCursor& cursor) {
  return cursor.peek() == '#' || cursor.rest().starts_with("//") || cursor.rest().starts_with("/*");
}

bool starts_wrong_quote(const JsonCursor& cursor) {
  const auto rest = cursor.rest();
  return rest[0] == '\'' || rest[0] == '`' || rest.starts_with("“") || rest.starts_with("”") ||
         rest.starts_with("„") || rest.starts_with("‘") || rest.starts_with("’");
}

DecodeError wrong_quote(const JsonCursor& cursor) {
  return at(
      cursor, reason::json_wrong_quote,
      {{"found", shortened(cursor.rest().substr(0, length_of_code_point(cursor.peek())), 1)}});
}

DecodeError wrong_value(const JsonCursor& cursor, const JsonContext& context) {
  if (cursor.at_end()) return end_of_text(cursor, context);
  if (cursor.peek() == '"') return wrong_string(cursor);
  if (starts_comment(cursor)) return at(cursor, reason::json_comment);
  if (starts_wrong_quote(cursor)) return wrong_quote(cursor);
  const char c = cursor.peek();
  if (is_digit(c) || c == '-' || c == '+' || c == '.')
    return found(cursor, reason::json_bad_number);
  if (is_letter(c)) return found(cursor, reason::json_unknown_word);
  return found(cursor, reason::json_unexpected);
}

DecodeError wrong_key(const JsonCursor& cursor, const JsonContext& context) {
  if (cursor.at_end()) return end_of_text(cursor, context);
  if (cursor.peek() == '"') return wrong_string(cursor);
  if (starts_comment(cursor)) return at(cursor, reason::json_comment);
  if (starts_wrong_quote(cursor)) return wrong_quote(cursor);
  if (is_letter(cursor.peek())) return found(cursor, reason::json_unquoted_key);
  return found(cursor, reason::json_unexpected);
}

DecodeError after_comma(const JsonCursor& comma, const JsonContext& context) {
  JsonCursor cursor = comma;
  cursor.step();
  cursor.skip_space();
  if (cursor.peek() == ']' || cursor.peek() == '}') return at(comma, reason::json_trailing_comma);
  return context.open.back() == '{' ? wrong_key(cursor, context) : wrong_value(cursor, context);
}

DecodeError after_value(const JsonCursor& cursor, const JsonContext& context) {
  if (starts_comment(cursor)) return at(cursor, reason::json_comment);
  if (context.open.empty()) return found(cursor, reason::json_after_end);
  if (cursor.peek() == ',') return after_comma(cursor, context);
  if (cursor.peek() == ']' || cursor.peek() == '}') {
    const std::string expected = context.open.back() == '{' ? "}" : "]";
    return at(cursor, reason::json_wrong_bracket,
              {{"found", std::string{cursor.peek()}}, {"expected", expected}});
  }
  if (cursor.peek() == ':') return found(cursor, reason::json_unexpected);
  return found(cursor, reason::json_missing_comma);
}

DecodeError after_key(const JsonCursor& key_end, const JsonContext& context) {
  JsonCursor cursor = key_end;
  if (starts_comment(cursor)) return at(cursor, reason::json_comment);
  if (cursor.peek() != ':') return found(cursor, reason::json_missing_colon);
  cursor.step();
  cursor.skip_space();
  return wrong_value(cursor, context);
}

}  // namespace

DecodeError explain_syntax(JsonCursor cursor, const JsonContext& context) {
  const bool leading_zero = cursor.previous() == '0' && is_digit(cursor.peek());
  if (context.after == After::value && leading_zero) return found(cursor, reason::json_bad_number);
  cursor.skip_space();
  if (cursor.at_end()) return end_of_text(cursor, context);
  switch (context.after) {
    case After::nothing:
      return wrong_value(cursor, context);
    case After::opening:
      return context.open.back() == '{' ? wrong_key(cursor, context) : wrong_value(cursor, context);
    case After::key:
      return after_key(cursor, context);
    case After::value:
      break;
  }
  return after_value(cursor, context);
}

}  // namespace inspectord
