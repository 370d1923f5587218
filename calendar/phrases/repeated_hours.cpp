// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/repeated_hours.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_days.hpp"
#include "calendar/phrases/written_hours.hpp"

#include <array>
#include <string>
#include <vector>

namespace inspectord {
namespace {

/// What says when in the week or day it is: "(vào) (trước) 16h00 (chiều) thứ Sáu".
struct Anchor {
  std::optional<PhraseBound> bound{};
  std::optional<WrittenHours> hours{};
  std::vector<std::chrono::weekday> weekdays{};
  std::size_t end = 0;
};

Anchor anchor_at(const Tokens& tokens, std::size_t i) {
  static const Saying on{"vào", "vào lúc", "lúc", "là", "vào hồi"};
  static const Saying half{"sáng", "chiều", "tối", "buổi sáng", "buổi chiều", "ngày", "các ngày"};
  Anchor anchor;
  const auto lead = bound_lead_at(tokens, i);
  static const Saying from{"từ"};
  if (lead.tokens && lead.firm) anchor.bound = lead.bound;
  std::size_t at = i + (lead.firm ? lead.tokens : 0);
  if (!anchor.bound) at += from.at(tokens, at);  // "từ thứ Hai đến thứ Sáu"
  at += on.at(tokens, at);
  anchor.hours = written_hours_at(tokens, at);
  if (anchor.hours) at = anchor.hours->end;
  std::size_t day = at + (anchor.hours && symbol_at(tokens, at, ',') ? 1 : 0);
  day += half.at(tokens, day);
  const std::size_t after = over_weekdays(tokens, day, anchor.weekdays);
  anchor.end = anchor.weekdays.empty() ? at : after;
  return anchor;
}

bool fits(const Anchor& anchor, Frequency frequency) {
  if (frequency == Frequency::weekly) return !anchor.weekdays.empty();
  return frequency == Frequency::daily && anchor.hours && anchor.weekdays.empty();
}

FoundPhrase anchored(const PhraseText& page, std::size_t i, std::size_t end, const Pace& pace,
                     const Anchor& anchor) {
  Phrase phrase{.meaning = Meaning::recurrence, .bound = anchor.bound, .recurrence = pace.rrule};
  if (anchor.hours) phrase.dates = {{.first = {.time = anchor.hours->first}}};
  const bool day_before = anchor.bound == PhraseBound::before && !anchor.hours;
  std::string days;
  for (const auto day : anchor.weekdays)
    days +=
        (days.empty() ? "" : ",") + rrule_weekday(day_before ? day - std::chrono::days{1} : day);
  if (!days.empty()) phrase.recurrence += ";BYDAY=" + days;
  return found_on(page, i, end, std::move(phrase));
}

/// ", trước 16 giờ" behind "thứ Sáu hằng tuần".
std::size_t read_hours_behind(const Tokens& tokens, std::size_t i, Anchor& anchor) {
  const bool bracket = symbol_at(tokens, i, '(');
  const std::size_t at = bracket || symbol_at(tokens, i, ',') ? i + 1 : i;
  const auto behind = anchor_at(tokens, at);
  if (!behind.bound || !behind.hours || !behind.weekdays.empty()) return i;
  if (bracket && !symbol_at(tokens, behind.end, ')')) return i;
  anchor.bound = behind.bound;
  anchor.hours = behind.hours;
  return behind.end + (bracket ? 1 : 0);
}

}  // namespace

std::size_t over_weekdays(const Tokens& tokens, std::size_t i,
                          std::vector<std::chrono::weekday>& days) {
  static const Saying list{",", "và", ", và"}, range{"-", "đến", "tới"};
  auto one = weekday_at(tokens, i);
  std::size_t at = i;
  constexpr std::size_t longest_week = 7;
  bool through = false;
  while (one.tokens && days.size() < longest_week) {
    while (through && days.size() < longest_week && days.back() + std::chrono::days{1} != one.day)
      days.push_back(days.back() + std::chrono::days{1});
    days.push_back(one.day);
    at += one.tokens;
    const auto to = range.at(tokens, at), also = list.at(tokens, at);
    through = to > 0;
    if (!to && !also) break;
    one = weekday_at(tokens, at + to + also);
    if (one.tokens) at += to + also;
  }
  return at;
}

std::string rrule_weekday(std::chrono::weekday day) {
  static constexpr std::array<std::string_view, 7> codes{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  return std::string{codes[day.c_encoding()]};
}

std::optional<FoundPhrase> repeated_hours_at(const PhraseText& page, std::size_t i) {
  auto anchor = anchor_at(page.tokens, i);
  if (!anchor.hours && anchor.weekdays.empty()) return std::nullopt;
  const auto pace = every_pace_at(page.tokens, anchor.end);
  if (!pace.tokens || !fits(anchor, pace.frequency)) return std::nullopt;
  std::size_t end = anchor.end + pace.tokens;
  if (!anchor.hours) end = read_hours_behind(page.tokens, end, anchor);
  return anchored(page, i, end, pace, anchor);
}

std::optional<FoundPhrase> weekly_or_daily_anchor(const PhraseText& page, std::size_t i,
                                                  std::size_t after, const Pace& pace) {
  const bool bracket = symbol_at(page.tokens, after, '(');
  const std::size_t at = bracket || symbol_at(page.tokens, after, ',') ? after + 1 : after;
  const auto anchor = anchor_at(page.tokens, at);
  if (!fits(anchor, pace.frequency)) return std::nullopt;
  const bool closed = bracket && symbol_at(page.tokens, anchor.end, ')');
  return anchored(page, i, anchor.end + (closed ? 1 : 0), pace, anchor);
}

}  // namespace inspectord
