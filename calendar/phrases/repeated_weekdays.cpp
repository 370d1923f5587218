// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/repeated_weekdays.hpp"

#include "calendar/phrases/repeated_hours.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_days.hpp"

namespace inspectord {
namespace {

FoundPhrase finish(const PhraseText& page, std::size_t i, std::size_t end, std::string rrule) {
  return found_on(page, i, end, {.meaning = Meaning::recurrence, .recurrence = std::move(rrule)});
}

std::size_t over_half_of_day(const Tokens& tokens, std::size_t i) {
  static const Saying half{"sáng", "chiều", "tối", "buổi sáng", "buổi chiều", "ngày"};
  return i + half.at(tokens, i);
}

/// "của tháng", "hằng tháng": any month, not "của tháng 6".
std::size_t any_month_at(const Tokens& tokens, std::size_t i) {
  static const Saying month{"của tháng",   "hằng tháng",    "hàng tháng",     "mỗi tháng",
                            "trong tháng", "của mỗi tháng", "của hằng tháng", "của hàng tháng"};
  static const Saying named{"thứ", "đầu", "cuối", "này", "sau", "trước"};
  const auto n = month.at(tokens, i);
  return n && !number_at(tokens, i + n) && !named.at(tokens, i + n) ? n : 0;
}

/// 1 for "đầu tiên", "tuần đầu", -1 for "cuối cùng"; 0 where none stands at `i`.
int place_at(const Tokens& tokens, std::size_t i, std::size_t& taken) {
  static const Saying first{"đầu tiên", "tuần đầu tiên", "tuần đầu", "đầu"},
      last{"cuối cùng", "cuối"};
  if ((taken = first.at(tokens, i))) return 1;
  if ((taken = last.at(tokens, i))) return -1;
  return 0;
}

/// "thứ Hai đầu tiên của tháng"
std::optional<FoundPhrase> weekday_of_month(const PhraseText& page, std::size_t i) {
  const std::size_t at = over_half_of_day(page.tokens, i);
  const auto weekday = weekday_at(page.tokens, at);
  if (!weekday.tokens) return std::nullopt;
  std::size_t taken = 0;
  const int place = place_at(page.tokens, at + weekday.tokens, taken);
  const std::size_t month = at + weekday.tokens + taken;
  const auto n = place ? any_month_at(page.tokens, month) : 0;
  if (!n) return std::nullopt;
  return finish(page, i, month + n,
                "FREQ=MONTHLY;BYDAY=" + std::to_string(place) + rrule_weekday(weekday.day));
}

/// "ngày làm việc cuối cùng của tháng"
std::optional<FoundPhrase> working_day_of_month(const PhraseText& page, std::size_t i) {
  static const Saying day{"ngày làm việc"};
  const auto lead = day.at(page.tokens, i);
  std::size_t taken = 0;
  const int place = lead ? place_at(page.tokens, i + lead, taken) : 0;
  const auto n = place ? any_month_at(page.tokens, i + lead + taken) : 0;
  if (!n) return std::nullopt;
  return finish(page, i, i + lead + taken + n,
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + std::to_string(place));
}

/// "mỗi thứ Hai", "mỗi sáng thứ Hai"
std::optional<FoundPhrase> every_weekday(const PhraseText& page, std::size_t i) {
  static const Saying every{"mỗi"};
  const auto lead = every.at(page.tokens, i);
  if (!lead) return std::nullopt;
  std::vector<std::chrono::weekday> days;
  const std::size_t at = over_half_of_day(page.tokens, i + lead);
  const std::size_t end = over_weekdays(page.tokens, at, days);
  if (days.empty()) return std::nullopt;
  std::string rrule = "FREQ=WEEKLY;BYDAY=";
  for (const auto day : days) rrule += (day == days.front() ? "" : ",") + rrule_weekday(day);
  return finish(page, i, end, std::move(rrule));
}

}  // namespace

std::optional<FoundPhrase> repeated_weekday_at(const PhraseText& page, std::size_t i) {
  if (auto found = weekday_of_month(page, i)) return found;
  if (auto found = working_day_of_month(page, i)) return found;
  return every_weekday(page, i);
}

}  // namespace inspectord
