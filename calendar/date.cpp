// SPDX-License-Identifier: Apache-2.0
#include "calendar/date.hpp"

#include <cstdio>

namespace inspectord {
namespace {

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  if (text.empty()) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::string padded(const char* format, auto... values) {
  char text[32];
  const int length = std::snprintf(text, sizeof text, format, values...);
  return {text, static_cast<std::size_t>(length)};
}

}  // namespace

std::string to_string(LocalDate date) {
  return padded("%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<LocalDate> parse_date(std::string_view text) {
  const auto partial = parse_partial_date(text);
  return partial ? partial->full() : std::nullopt;
}

std::string to_string(LocalTime time) {
  return padded("%02d:%02d", static_cast<int>(time.count() / 60),
                static_cast<int>(time.count() % 60));
}

std::optional<LocalTime> parse_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = number(text.substr(0, 2));
  const auto minute = number(text.substr(3));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return LocalTime{static_cast<int>(*hour * 60 + *minute)};
}

std::optional<LocalDate> PartialDate::full() const {
  if (!month || !day) return std::nullopt;
  return make_date(year, *month, *day);
}

LocalDate PartialDate::earliest() const {
  return make_date(year, month.value_or(1), day.value_or(1));
}

LocalDate PartialDate::latest() const {
  if (day) return *full();
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{month.value_or(12)}}};
  return LocalDate{last};
}

std::string to_string(const PartialDate& date) {
  if (!date.month) return padded("%04d", date.year);
  if (!date.day) return padded("%04d-%02u", date.year, *date.month);
  return to_string(*date.full());
}

std::optional<PartialDate> parse_partial_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = number(text.substr(0, 4));
  if (!year) return std::nullopt;
  PartialDate date{static_cast<int>(*year), std::nullopt, std::nullopt};
  if (text.size() >= 7) {
    date.month = number(text.substr(5, 2));
    if (text[4] != '-' || !date.month || *date.month < 1 || *date.month > 12) return std::nullopt;
  }
  if (text.size() == 10) {
    date.day = number(text.substr(8));
    if (text[7] != '-' || !date.day || !date.full()->ok()) return std::nullopt;
  }
  return date;
}

}  // namespace inspectord
