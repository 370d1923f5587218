// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/written_moments.hpp"

#include "calendar/phrases/lunar_words.hpp"
#include "calendar/phrases/sayings.hpp"

namespace inspectord {
namespace {

std::size_t over_sign(const Tokens& tokens, std::size_t i, char sign) {
  return symbol_at(tokens, i, sign) ? i + 1 : i;
}

/// "sáng", "buổi chiều", "vào lúc": may stand before a day or an hour.
std::size_t over_half_of_day(const Tokens& tokens, std::size_t i) {
  static const Saying half{"sáng", "chiều", "tối", "buổi sáng", "buổi chiều", "buổi tối"};
  return i + half.at(tokens, i);
}

/// Reads a weekday and days: "Thứ Ba, ngày 28/5", "thứ Ba (28/5/2024)".
std::size_t read_days(const Tokens& tokens, std::size_t i, WrittenMoments& moments) {
  std::size_t at = over_half_of_day(tokens, i);
  const bool half = at != i;
  static const Saying day{"ngày"};  // "trước ngày thứ Sáu, 22/5"
  if (weekday_at(tokens, at + day.at(tokens, at)).tokens) at += day.at(tokens, at);
  const auto weekday = weekday_at(tokens, at);
  std::size_t after_weekday = at + weekday.tokens;
  bool bracket = false;
  if (weekday.tokens) {
    after_weekday = over_sign(tokens, after_weekday, ',');
    bracket = symbol_at(tokens, after_weekday, '(');
    after_weekday = over_sign(tokens, after_weekday, '(');
  }
  auto days = written_days_at(tokens, after_weekday, half || weekday.tokens > 0 || moments.hours);
  if (!days) return i;
  moments.marked = half || weekday.tokens > 0 || days->marked;
  if (weekday.tokens) moments.weekday = weekday.day;
  at = days->end;
  moments.days = std::move(days);
  return bracket ? over_sign(tokens, at, ')') : at;
}

/// A weekday behind its day: "(thứ Ba)", ", thứ Ba".
std::size_t read_weekday_behind(const Tokens& tokens, std::size_t i, WrittenMoments& moments) {
  if (moments.weekday || moments.days->spans.size() != 1 || moments.days->spans[0].last) return i;
  const bool bracket = symbol_at(tokens, i, '(');
  if (!bracket && !symbol_at(tokens, i, ',')) return i;
  const auto weekday = weekday_at(tokens, i + 1);
  if (!weekday.tokens) return i;
  const std::size_t end = i + 1 + weekday.tokens;
  if (bracket && !symbol_at(tokens, end, ')')) return i;
  moments.weekday = weekday.day;
  moments.marked = true;
  return bracket ? end + 1 : end;
}

/// "ngày D, 8h00", "ngày D | 8h00", "ngày D (trước 17 giờ)"
std::size_t read_hours_behind(const Tokens& tokens, std::size_t i, WrittenMoments& moments) {
  static const Saying lead{"lúc", "vào lúc", "hồi", "vào hồi", "từ", "bắt đầu từ", "bắt đầu lúc"};
  static const Saying before{"trước"}, apart{":", "|", "-", "("};
  if (moments.hours) return i;
  std::size_t at = over_sign(tokens, i, ',');
  const std::size_t sign = at;
  if (at < tokens.size() && !tokens[at].line_start) at += apart.at(tokens, at);
  const bool bracket = at != sign && tokens[sign].is('(');
  const bool loose = at != sign && !tokens[sign].is(':');
  const auto bound = before.at(tokens, at);
  at += bound ? bound : lead.at(tokens, at);
  const auto hours = written_hours_at(tokens, at);
  if (!hours || (!hours->firm && !bound && !lead.ends_at(tokens, at))) return i;
  if (bracket != symbol_at(tokens, hours->end, ')') && bracket) return i;
  if (loose && !bracket && !hours->firm) return i;
  moments.hours = hours;
  moments.before_hour = bound > 0;
  return hours->end + (bracket ? 1 : 0);
}

/// The day of an hour that stands apart from it: "17h00 - 20/4/2026", "17 giờ (ngày 05/01/2026)".
std::size_t over_apart(const Tokens& tokens, std::size_t i, bool& bracket) {
  static const Saying day{"ngày"}, morrow{"mai"};
  const std::size_t at = i + morrow.at(tokens, i);
  bracket = symbol_at(tokens, at, '(') && day.at(tokens, at + 1);
  if (bracket) return at + 1;
  if (symbol_at(tokens, at, '-') && !tokens[at].line_start) {
    const auto days = written_days_at(tokens, at + 1, true);
    const bool whole = days && days->spans.size() == 1 && !days->spans[0].last;
    return whole && days->spans[0].first.year ? at + 1 : at;
  }
  return over_sign(tokens, at, ',');
}

/// The last day of a range has its hour, the first may have one.
void put_both_hours(std::optional<LocalTime> first, LocalTime last, Phrase& phrase) {
  if (phrase.dates.size() != 1 || !phrase.dates[0].last) return;
  Span& span = phrase.dates[0];
  span.first.time = first;
  span.last->time = last;
  if (span.first <= *span.last) return;
  phrase.dates.clear();
  ask(phrase, Question::range_reversed);
}

void put_hours(const WrittenHours& hours, Phrase& phrase) {
  for (auto& span : phrase.dates) {
    if (span.last || !span.first.date) continue;
    span.first.time = hours.first;
    if (hours.last) span.last = Moment{span.first.date, hours.last};
  }
  const bool placed = !phrase.dates.empty() && phrase.dates.front().first.time;
  if (placed) return;
  Span span{.first = {.time = hours.first}};
  if (hours.last) span.last = Moment{.time = hours.last};
  phrase.dates.push_back(span);
}

void check_weekday(std::chrono::weekday weekday, const std::optional<PartialDate>& date,
                   Phrase& phrase) {
  const auto day = date ? date->full() : std::nullopt;
  if (!day) return;
  const auto real = weekday_of(*day);
  note(phrase, real == weekday ? "read_weekday_fits" : "read_weekday_differs",
       {{"day", to_string(*day)}});
  if (real != weekday) ask(phrase, Question::weekday_mismatch);
}

void check_weekdays(const WrittenMoments& moments, Phrase& phrase) {
  if (phrase.dates.size() != 1) return;
  const Span& span = phrase.dates[0];
  const bool one_day = !span.last || moments.last_weekday;
  if (moments.weekday && one_day) check_weekday(*moments.weekday, span.first.date, phrase);
  if (moments.last_weekday && span.last)
    check_weekday(*moments.last_weekday, span.last->date, phrase);
}

}  // namespace

namespace {

std::optional<WrittenMoments> one_moment_at(const Tokens& tokens, std::size_t i) {
  static const Saying at_hour{"lúc", "vào lúc", "hồi", "vào hồi"};
  WrittenMoments moments;
  bool bracket = false;
  const std::size_t led = i + at_hour.at(tokens, i);
  std::size_t at = i;
  if (const auto hours = written_hours_at(tokens, led)) {
    moments.hours = hours;
    at = over_apart(tokens, hours->end, bracket);
  }
  std::size_t after_days = read_days(tokens, at, moments);
  if (bracket && moments.days) after_days = over_sign(tokens, after_days, ')');
  if (!moments.days) {
    if (!moments.hours) return std::nullopt;
    moments.end = moments.hours->end;
    moments.marked = led != i;
    return moments;
  }
  at = read_weekday_behind(tokens, after_days, moments);
  moments.end = read_hours_behind(tokens, at, moments);
  moments.marked |= moments.hours.has_value();
  return moments;
}

bool is_one_day(const WrittenMoments& moments) {
  return moments.days && moments.days->spans.size() == 1 && !moments.days->spans[0].last &&
         !(moments.hours && moments.hours->last);
}

/// The words between the ends of a range: ", đến" only behind "từ".
std::size_t joint_at(const Tokens& tokens, std::size_t first, std::size_t end) {
  static const Saying from{"từ"};
  const std::size_t at = over_lunar_note(tokens, end);
  const bool comma =
      symbol_at(tokens, at, ',') && word_at(tokens, at + 1) && from.ends_at(tokens, first);
  const auto n = range_joint_at(tokens, at + (comma ? 1 : 0));
  return n ? at + (comma ? 1 : 0) + n - end : 0;
}

}  // namespace

std::optional<WrittenMoments> written_moments_at(const Tokens& tokens, std::size_t i) {
  auto moments = one_moment_at(tokens, i);
  if (!moments || !is_one_day(*moments)) return moments;
  const auto joint = joint_at(tokens, i, moments->end);
  const auto last = joint ? one_moment_at(tokens, moments->end + joint) : std::nullopt;
  if (!last || !is_one_day(*last) || (moments->hours && !last->hours)) return moments;
  WrittenSpan& span = moments->days->spans[0];
  span.last = last->days->spans[0].first;
  span.end = moments->days->end = last->days->end;
  if (last->hours) moments->last_hour = last->hours->first;
  moments->last_weekday = last->weekday;
  moments->marked |= last->marked;
  moments->days->separated |= last->days->separated;
  moments->end = over_lunar_note(tokens, last->end);
  return moments;
}

void settle_moments(const WrittenMoments& moments, std::optional<int> context_year,
                    Phrase& phrase) {
  if (moments.days) settle_days(*moments.days, context_year, phrase);
  check_weekdays(moments, phrase);
  if (moments.last_hour) {
    const auto first = moments.hours ? std::optional{moments.hours->first} : std::nullopt;
    return put_both_hours(first, *moments.last_hour, phrase);
  }
  if (moments.hours) put_hours(*moments.hours, phrase);
}

}  // namespace inspectord
