// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"

#include "calendar/rule_codes.hpp"

#include <cstdio>

namespace inspectord {
namespace {

std::string numbered(const char* format, LocalDate date) {
  char text[32];
  const int length =
      std::snprintf(text, sizeof text, format, static_cast<unsigned>(date.day()),
                    static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
  return {text, static_cast<std::size_t>(length)};
}

std::string weekday_words(Language language, LocalDate date) {
  return words(language, "weekday." + std::to_string(weekday_of(date).iso_encoding()));
}

/// "10 ngày làm việc", "1 day"
std::string length_words(Language language, const CountedLimit& limit) {
  const auto code = "length." + std::string{time_unit_code(limit.unit)};
  return words(language, code + (limit.count == 1 ? ".one" : ".many"),
               {{"n", std::to_string(limit.count)}});
}

/// "trong 10 ngày kể từ ngày 03/12/2026": the count, and not the day it ends on, which a day off
/// may have moved on.
std::string limit_words(Language language, const CountedLimit& limit) {
  return words(
      language, limit.back ? "due.ahead" : "due.within",
      {{"length", length_words(language, limit)}, {"date", short_date(language, limit.from)}});
}

/// "trước ngày 05/10/2022": where no paper's phrase can stand.
std::string bound_words(Language language, const DueDate& due) {
  if (due.limit) return limit_words(language, *due.limit);
  if (due.hour) {
    return words(
        language, "due.before_hour",
        {{"hour", hour(language, *due.hour)}, {"date", short_date(language, due.nominal)}});
  }
  const auto bound = words(language, due.bound == Bound::before ? "due.before" : "due.by");
  return words(language, "due.before_or_by",
               {{"bound", bound}, {"date", short_date(language, due.nominal)}});
}

std::string safe_day_words(Language language, const DueDate& due) {
  if (due.safe_day == due.last_on_time) return {};
  return words(language, "due.day_off", {{"safe_day", long_date(language, due.safe_day)}});
}

std::string legal_end_words(Language language, const DueDate& due) {
  if (due.legal_end == due.last_on_time) return {};
  return words(language, "due.legal_end", {{"legal_end", long_date(language, due.legal_end)}});
}

std::string deadline_words(Language language, const DueDate& due, const std::string& remarks) {
  const bool as_written = language == Language::vi && !due.raw.empty();
  const auto* form = due.hour    ? "due.deadline_hour"
                     : due.limit ? "due.deadline_limit"
                                 : "due.deadline";
  return words(language, form,
               {{"hour", due.hour ? hour(language, *due.hour) : ""},
                {"raw", as_written ? due.raw : bound_words(language, due)},
                {"last_day", long_date(language, due.last_on_time)},
                {"day_off", remarks}});
}

}  // namespace

std::string short_date(Language language, LocalDate date) {
  if (language == Language::vi) return numbered("%02u/%02u/%04d", date);
  const auto month =
      words(language, "month." + std::to_string(static_cast<unsigned>(date.month())));
  return std::to_string(static_cast<unsigned>(date.day())) + " " + month + " " +
         std::to_string(static_cast<int>(date.year()));
}

std::string long_date(Language language, LocalDate date) {
  return weekday_words(language, date) + ", " + short_date(language, date);
}

std::string hour(Language language, LocalTime time) {
  if (language == Language::en) return to_string(time);
  char text[32];
  const int length =
      std::snprintf(text, sizeof text, "%02d giờ %02d", static_cast<int>(time.count() / 60),
                    static_cast<int>(time.count() % 60));
  return {text, static_cast<std::size_t>(length)};
}

std::string days_left(Language language, LocalDate today, LocalDate last_day) {
  const int days = days_between(today, last_day);
  if (days == 0) return words(language, "left.today");
  if (days == 1) return words(language, "left.tomorrow");
  if (days > 1) return words(language, "left.days", {{"n", std::to_string(days)}});
  return words(language, "left.over", {{"n", std::to_string(-days)}});
}

std::string deadline(Language language, const DueDate& due) {
  return deadline_words(language, due,
                        safe_day_words(language, due) + legal_end_words(language, due));
}

std::string brief_deadline(Language language, const DueDate& due) {
  return deadline_words(language, due, safe_day_words(language, due));
}

}  // namespace inspectord
