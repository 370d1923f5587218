// SPDX-License-Identifier: Apache-2.0
#include "core/instant.hpp"

#include <charconv>
#include <cstdio>

namespace inspectord {
namespace {

/// Reads exactly `width` digits and takes them off the text.
std::optional<int> take_number(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return std::chrono::minutes{0};
  const int sign = take(text, '-') ? -1 : take(text, '+') ? 1 : 0;
  if (sign == 0) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return std::chrono::minutes{sign * (*hours * 60 + *minutes)};
}

std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return std::chrono::milliseconds{0};
  int millis = 0;
  int digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 3) millis = millis * 10 + (text.front() - '0');
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  for (; digits < 3; ++digits) millis *= 10;
  return std::chrono::milliseconds{millis};
}

}  // namespace

std::string to_rfc3339(Instant at, std::chrono::minutes offset) {
  using namespace std::chrono;
  const auto local = at + offset;
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss time{local - day};
  char text[64];
  int length = std::snprintf(
      text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()));
  std::string result(text, static_cast<std::size_t>(length));
  if (time.subseconds().count() != 0) {
    length = std::snprintf(text, sizeof text, ".%03d", static_cast<int>(time.subseconds().count()));
    result.append(text, static_cast<std::size_t>(length));
  }
  if (offset.count() == 0) return result + "Z";
  const auto size = abs(offset);
  length = std::snprintf(text, sizeof text, "%c%02d:%02d", offset.count() < 0 ? '-' : '+',
                         static_cast<int>(size.count() / 60), static_cast<int>(size.count() % 60));
  return result.append(text, static_cast<std::size_t>(length));
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  const auto y = take_number(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_number(text, 2);
  if (!d || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 59) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Instant{sys_days{date}} + hours{*hour} + minutes{*minute} + seconds{*second} + *fraction -
         *offset;
}

}  // namespace inspectord
