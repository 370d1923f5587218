// SPDX-License-Identifier: Apache-2.0
#include "formats/json.hpp"

#include <array>
#include <charconv>

namespace inspectord {
namespace {

class Writer {
 public:
  explicit Writer(JsonStyle style) : readable_(style == JsonStyle::readable) {}

  void write(const JsonValue& value, int level) {
    switch (value.kind()) {
      case JsonKind::null:
        text_ += "null";
        return;
      case JsonKind::boolean:
        text_ += *value.if_boolean() ? "true" : "false";
        return;
      case JsonKind::integer:
        write_number(*value.if_integer());
        return;
      case JsonKind::number:
        write_double(*value.if_number());
        return;
      case JsonKind::string:
        write_string(*value.if_string());
        return;
      case JsonKind::array:
        write_array(*value.if_array(), level);
        return;
      case JsonKind::object:
        write_object(*value.if_object(), level);
        return;
    }
  }

  std::string take() && { return std::move(text_); }

 private:
  void write_number(auto number) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text_.append(digits.data(), end);
  }

  /// A double stays one when it is read again: 2 is written 2.0.
  void write_double(double number) {
    const auto start = text_.size();
    write_number(number);
    if (text_.find_first_of(".e", start) == std::string::npos) text_ += ".0";
  }

  void write_string(std::string_view value) {
    if (!is_utf8(value)) throw std::invalid_argument("write_json: a string is not UTF-8");
    text_ += '"';
    for (const char c : value) write_character(c);
    text_ += '"';
  }

  void write_character(char c) {
    switch (c) {
      case '"':
        text_ += "\\\"";
        return;
      case '\\':
        text_ += "\\\\";
        return;
      case '\b':
        text_ += "\\b";
        return;
      case '\f':
        text_ += "\\f";
        return;
      case '\n':
        text_ += "\\n";
        return;
      case '\r':
        text_ += "\\r";
        return;
      case '\t':
        text_ += "\\t";
        return;
      default:
        break;
    }
    if (static_cast<unsigned char>(c) >= 0x20) {
      text_ += c;
      return;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    text_ += "\\u00";
    text_ += hex[static_cast<unsigned char>(c) >> 4];
    text_ += hex[static_cast<unsigned char>(c) & 15];
  }

  void write_array(const JsonArray& array, int level) {
    text_ += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
      start_entry(i, level + 1);
      write(array[i], level + 1);
    }
    end_entries(array.empty(), level, ']');
  }

  void write_object(const JsonObject& object, int level) {
    text_ += '{';
    for (std::size_t i = 0; i < object.size(); ++i) {
      start_entry(i, level + 1);
      write_string(object[i].key);
      text_ += readable_ ? ": " : ":";
      write(object[i].value, level + 1);
    }
    end_entries(object.empty(), level, '}');
  }

  void start_entry(std::size_t index, int level) {
    if (index > 0) text_ += ',';
    new_line(level);
  }

  void end_entries(bool none, int level, char bracket) {
    if (!none) new_line(level);
    text_ += bracket;
  }

  void new_line(int level) {
    if (!readable_) return;
    text_ += '\n';
    text_.append(static_cast<std::size_t>(level) * 2, ' ');
  }

  bool readable_;
  std::string text_;
};

}  // namespace

std::string write_json(const JsonValue& value, JsonStyle style) {
  Writer writer{style};
  writer.write(value, 0);
  return std::move(writer).take();
}

}  // namespace inspectord
