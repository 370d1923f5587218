// SPDX-License-Identifier: Apache-2.0
// What a row of written days comes to: which years and months are taken from where, and what is
// asked.
#include "calendar/phrases/written_days.hpp"

#include <cstdio>

namespace inspectord {
namespace {

struct RowDay {
  WrittenDay* day;
  bool opens_range;
};

std::vector<RowDay> in_order(std::vector<WrittenSpan>& spans) {
  std::vector<RowDay> days;
  for (auto& span : spans) {
    days.push_back({&span.first, span.last.has_value()});
    if (span.last) days.push_back({&*span.last, false});
  }
  return days;
}

bool comes_after(const WrittenDay& a, const WrittenDay& b) {
  return a.month > b.month || (a.month == b.month && a.day > b.day);
}

/// Month and year come from the second date where the first has none (vn-rules.md section 4).
void take_from_later(std::vector<RowDay>& days, Phrase& phrase) {
  for (std::size_t k = days.size() - 1; k-- > 0;) {
    WrittenDay& day = *days[k].day;
    const WrittenDay& next = *days[k + 1].day;
    const bool own_month = day.month.has_value();
    if (!own_month && next.month) {
      day.month = next.month;
      note(phrase, "read_month_of_second", {{"month", std::to_string(*day.month)}});
    }
    if (day.year || !day.month || !next.year || !next.month) continue;
    day.year = *next.year + day.year_offset.value_or(0);  // "15/12 năm trước đến 14/6/2026"
    day.short_year = next.short_year;
    if (own_month && !day.year_offset && days[k].opens_range && comes_after(day, next))
      --*day.year;  // "28/12 - 05/01/2026"
    note(phrase, "read_year_of_second", {{"year", std::to_string(*day.year)}});
  }
}

void take_from_earlier(std::vector<RowDay>& days, Phrase& phrase) {
  for (std::size_t k = 1; k < days.size(); ++k) {
    WrittenDay& day = *days[k].day;
    const WrittenDay& before = *days[k - 1].day;
    if (day.year || !day.month || !before.year) continue;
    day.year = *before.year + day.year_offset.value_or(0);  // "20/12/2025 đến 05/01 năm sau"
    day.short_year = before.short_year;
    note(phrase, "read_year_of_first", {{"year", std::to_string(*day.year)}});
  }
}

void take_from_context(std::vector<RowDay>& days, int year, Phrase& phrase) {
  bool taken = false;
  for (const auto& [day, opens_range] : days) {
    if (day->gaps && !day->month && !day->day) continue;  // an empty form
    if (day->short_year) {
      day->year = year / 100 * 100 + *day->year;
      day->short_year = false;
      taken = true;
    } else if (!day->year) {
      day->year = year + day->year_offset.value_or(0);
      taken = true;
    }
  }
  if (taken) note(phrase, "read_year_of_context", {{"year", std::to_string(year)}});
}

std::string two_digits(const char* format, unsigned a, unsigned b = 0) {
  char text[16];
  const int length = std::snprintf(text, sizeof text, format, a % 100, b % 100);
  return {text, static_cast<std::size_t>(length)};
}

/// "--05-28", "---25"
std::string partial_text(const WrittenDay& day) {
  if (day.month && day.day) return two_digits("--%02u-%02u", *day.month, *day.day);
  if (day.month) return two_digits("--%02u", *day.month);
  if (day.day) return two_digits("---%02u", *day.day);
  return {};
}

bool could_exist(const WrittenDay& day) {
  constexpr int leap_year = 2000;
  const int year = day.year && !day.short_year ? *day.year : leap_year;
  return make_date(year, day.month.value_or(1), day.day.value_or(1)).ok();
}

std::optional<PartialDate> whole(const WrittenDay& day, Phrase& phrase) {
  if (!could_exist(day)) {
    ask(phrase, Question::no_such_day);
    return std::nullopt;
  }
  if (!day.day) ask(phrase, Question::day_missing);
  if (!day.month) ask(phrase, Question::month_missing);
  if (!day.year) ask(phrase, Question::year_missing);
  if (day.short_year) ask(phrase, Question::century_missing);
  if (day.year && !day.short_year && day.month) return PartialDate{*day.year, day.month, day.day};
  if (const auto text = partial_text(day); !text.empty()) phrase.partial.push_back(text);
  return std::nullopt;
}

/// "20/12 năm trước đến 05/01 năm sau": each counts from the other, not both from the paper's year.
bool is_year_of_neither(const WrittenSpan& span) {
  return span.last && span.first.year_offset == -1 && span.last->year_offset == 1;
}

void settle_span(const WrittenSpan& span, Phrase& phrase) {
  if (is_year_of_neither(span)) return ask(phrase, Question::ambiguous);
  const auto first = whole(span.first, phrase);
  if (!span.last) {
    if (first) phrase.dates.push_back({.first = {.date = first}});
    return;
  }
  const auto last = whole(*span.last, phrase);
  if (!first || !last) return;
  if (*last < *first) return ask(phrase, Question::range_reversed);
  phrase.dates.push_back({.first = {.date = first}, .last = Moment{.date = last}});
}

}  // namespace

bool could_be_days(const WrittenDays& row) {
  for (const auto& span : row.spans) {
    if (!could_exist(span.first) || (span.last && !could_exist(*span.last))) return false;
  }
  return true;
}

bool could_be_share(const WrittenDays& row) {
  const WrittenDay& day = row.spans.back().first;
  return !day.day || !day.month || *day.day <= *day.month;
}

void settle_days(const WrittenDays& row, std::optional<int> context_year, Phrase& phrase) {
  auto spans = row.spans;
  auto days = in_order(spans);
  take_from_later(days, phrase);
  take_from_earlier(days, phrase);
  if (context_year) take_from_context(days, *context_year, phrase);
  if (row.two_readings) {
    ask(phrase, Question::ambiguous);
    if (!days.front().day->year) ask(phrase, Question::year_missing);
    return;
  }
  for (const auto& span : spans) settle_span(span, phrase);
}

}  // namespace inspectord
