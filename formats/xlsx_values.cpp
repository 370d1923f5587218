// SPDX-License-Identifier: Apache-2.0
#include "formats/xlsx_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace inspectord {
namespace {

constexpr int minutes_of_day = 24 * 60;
constexpr double days_to_year_10000 = 2958466;
constexpr int false_leap_day = 60;
constexpr int last_column = 16384;
constexpr std::size_t escape_size = 7;

bool between(int id, int first, int last) {
  return id >= first && id <= last;
}

NumberSense sense(bool has_date, bool has_time) {
  if (has_date && has_time) return NumberSense::moment;
  if (has_date) return NumberSense::date;
  return has_time ? NumberSense::time : NumberSense::number;
}

/// The letters of a format's first section that say something; [h], [mm], [ss] count, colours and
/// places do not.
std::string letters_of(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const auto end = std::min(code.find(']', i), code.size());
      const auto inside = code.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
        letters += inside;
      i = end;
    } else if (c >= 'A' && c <= 'Z') {
      letters += static_cast<char>(c + 32);
    } else {
      letters += c;
    }
  }
  return letters;
}

void remove_all(std::string& text, std::string_view what) {
  for (auto found = text.find(what); found != std::string::npos; found = text.find(what))
    text.erase(found, what.size());
}

std::optional<LocalDate> day_of(int days, bool from_1904) {
  if (from_1904) return plus_days(make_date(1904, 1, 1), days);
  if (days < 1 || days == false_leap_day) return std::nullopt;
  return plus_days(make_date(1899, 12, days < false_leap_day ? 31 : 30), days);
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_escape(std::string_view text) {
  return text.size() >= escape_size && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

std::string escape_of(unsigned unit) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "_x";
  for (int shift = 12; shift >= 0; shift -= 4) text += digits[unit >> shift & 15];
  return text + "_";
}

unsigned unit_in(std::string_view escape) {
  unsigned unit = 0;
  std::from_chars(escape.data() + 2, escape.data() + 6, unit, 16);
  return unit;
}

/// Requires: a code point of the first plane that is no half of a pair.
std::string utf8_of(unsigned point) {
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800)
    return {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
  return {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
          static_cast<char>(0x80 | (point & 0x3F))};
}

}  // namespace

NumberSense sense_of_builtin_format(int id) {
  const bool date = between(id, 14, 17) || between(id, 27, 31) || between(id, 34, 36) ||
                    between(id, 50, 54) || between(id, 57, 58);
  const bool time =
      between(id, 18, 21) || between(id, 32, 33) || between(id, 45, 47) || between(id, 55, 56);
  return sense(date || id == 22, time || id == 22);
}

NumberSense sense_of_format(std::string_view code) {
  auto letters = letters_of(code);
  if (letters == "general") return NumberSense::number;
  remove_all(letters, "am/pm");
  remove_all(letters, "a/p");
  const bool has_time = letters.find_first_of("hs") != std::string::npos;
  const bool has_month = letters.find('m') != std::string::npos;
  const bool has_day = letters.find_first_of("yd") != std::string::npos;
  return sense(has_day || (has_month && !has_time), has_time);
}

std::optional<Cell> cell_of_serial(double serial, NumberSense sense, bool from_1904) {
  if (!(serial >= 0) || serial >= days_to_year_10000) return std::nullopt;
  int days = static_cast<int>(serial);
  int minutes = static_cast<int>(std::lround((serial - days) * minutes_of_day));
  if (minutes == minutes_of_day) {
    minutes = 0;
    ++days;
  }
  if (sense == NumberSense::time)
    return days == 0 ? std::optional{Cell{LocalTime{minutes}}} : std::nullopt;
  const auto date = day_of(days, from_1904);
  if (!date) return std::nullopt;
  if (sense == NumberSense::date) return Cell{*date};
  return Cell{CivilMoment{*date, LocalTime{minutes}}};
}

std::optional<double> serial_of(LocalDate date) {
  const int days = days_between(make_date(1899, 12, 30), date);
  return days > false_leap_day ? std::optional{static_cast<double>(days)} : std::nullopt;
}

std::string with_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool no_xml = byte < 0x20 && byte != '\t' && byte != '\n';
    const auto three = text.substr(i, 3);
    if (no_xml) {
      out += escape_of(byte);
    } else if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      out += escape_of(three[2] == '\xBE' ? 0xFFFE : 0xFFFF);
      i += 2;
    } else if (is_escape(text.substr(i))) {
      out += escape_of('_');
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = is_escape(text.substr(i));
    const auto unit = escape ? unit_in(text.substr(i, escape_size)) : 0u;
    const bool half = unit >= 0xD800 && unit <= 0xDFFF;
    if (unit == 0 || half) {
      out += text[i];
    } else {
      out += utf8_of(unit);
      i += escape_size - 1;
    }
  }
  return out;
}

std::optional<int> column_of(std::string_view cell_name) {
  int column = 0;
  std::size_t letters = 0;
  while (letters < cell_name.size() && cell_name[letters] >= 'A' && cell_name[letters] <= 'Z') {
    column = column * 26 + (cell_name[letters] - 'A' + 1);
    if (column > last_column) return std::nullopt;
    ++letters;
  }
  return letters == 0 ? std::nullopt : std::optional{column - 1};
}

std::string column_name(int index) {
  std::string name;
  for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

}  // namespace inspectord
