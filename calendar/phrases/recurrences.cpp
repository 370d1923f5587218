// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/recurrences.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/paces.hpp"
#include "calendar/phrases/repeated_days.hpp"
#include "calendar/phrases/repeated_hours.hpp"
#include "calendar/phrases/repeated_periods.hpp"
#include "calendar/phrases/repeated_weekdays.hpp"
#include "calendar/phrases/report_deadlines.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"

#include <algorithm>

namespace inspectord {
namespace {

FoundPhrase finish(const PhraseText& page, std::size_t i, std::size_t end, Phrase phrase) {
  phrase.meaning = Meaning::recurrence;
  return found_on(page, i, end, std::move(phrase));
}

Phrase phrase_of(const Pace& pace) {
  Phrase phrase{.meaning = Meaning::recurrence, .recurrence = pace.rrule};
  const bool named = pace.rrule.empty() || pace.frequency != Frequency::unspecified;
  if (named) phrase.rule = Recurring{.frequency = pace.frequency};  // "2 tháng một lần" has no name
  ask(phrase, pace.rrule.empty() ? Question::frequency_missing : Question::anchor_missing);
  return phrase;
}

/// The days behind a pace, where they are such as it takes.
std::optional<FoundPhrase> anchored_on(const PhraseText& page, std::size_t i,
                                       const WrittenMoments& moments,
                                       std::optional<PhraseBound> bound, const Pace& pace) {
  const auto& spans = moments.days->spans;
  if (!could_be_days(*moments.days)) return std::nullopt;
  std::vector<unsigned> days, months;
  for (const auto& span : spans) {
    if (span.last || span.first.year || !span.first.day) return std::nullopt;
    days.push_back(*span.first.day);
    if (span.first.month) months.push_back(*span.first.month);
  }
  if (pace.frequency == Frequency::yearly && spans.size() == 1 && months.size() == 1)
    return yearly_day(page, i, moments.end, spans[0].first, bound);
  if (pace.frequency == Frequency::yearly && months.size() == spans.size() &&
      std::ranges::count(days, days[0]) == static_cast<std::ptrdiff_t>(days.size()))
    return finish(page, i, moments.end,
                  {.bound = bound, .recurrence = month_days_rrule({days[0]}, months, bound)});
  if (!months.empty()) return std::nullopt;
  if (pace.frequency == Frequency::monthly)
    return finish(page, i, moments.end + following_month_at(page.tokens, moments.end),
                  {.bound = bound, .recurrence = month_days_rrule(days, {}, bound)});
  const auto quarters = month_of_quarters_at(page.tokens, moments.end);
  if (pace.frequency != Frequency::quarterly || !quarters.tokens) return std::nullopt;
  return finish(page, i, moments.end + quarters.tokens,
                {.bound = bound, .recurrence = month_days_rrule(days, quarters.months, bound)});
}

/// "hằng tháng (vào) (trước) ngày 20", "hằng năm trước ngày 15/11", "hằng tuần vào thứ Sáu".
std::optional<FoundPhrase> with_anchor(const PhraseText& page, std::size_t i, std::size_t after,
                                       const Pace& pace) {
  static const Saying on{"vào", ", vào", "( vào", "(", ",", "là", "vào các", ":"};
  if (auto found = weekly_or_daily_anchor(page, i, after, pace)) return found;
  if (pace.frequency == Frequency::yearly) {
    if (auto found = yearly_in_months(page, i, after)) return found;
  }
  std::size_t at = after + on.at(page.tokens, after);
  const bool bracket = at > after && page.tokens[after].is('(');
  const auto lead = bound_lead_at(page.tokens, at);
  at += lead.tokens;
  const auto bound = lead.tokens ? std::optional{lead.bound} : std::nullopt;
  const auto moments = written_moments_at(page.tokens, at);
  if (!moments || !moments->days || moments->hours) return std::nullopt;
  const bool bound_firmly = lead.tokens && lead.firm && !moments->days->two_readings;
  if (!moments->marked && !bound_firmly) return std::nullopt;
  auto found = anchored_on(page, i, *moments, bound, pace);
  if (found && bracket && symbol_at(page.tokens, found->end, ')'))
    return found_on(page, i, found->end + 1, std::move(found->phrase));
  return found;
}

/// "mỗi năm 02 lần", "hằng quý ít nhất một lần"
std::size_t over_times(const Tokens& tokens, std::size_t i, Phrase& phrase) {
  static const Saying least{"ít nhất", "tối thiểu"}, times{"lần"};
  const std::size_t at = i + least.at(tokens, i);
  const auto count = count_at(tokens, at);
  if (!count.tokens || !times.at(tokens, at + count.tokens)) return i;
  note(phrase, "read_times", {{"count", std::to_string(count.value)}});
  return at + count.tokens + 1;
}

std::optional<FoundPhrase> paced(const PhraseText& page, std::size_t i, std::size_t lead,
                                 const Pace& pace) {
  const std::size_t after = i + lead + pace.tokens;
  if (auto anchored = with_anchor(page, i, after, pace)) return anchored;
  Phrase phrase = phrase_of(pace);
  const std::size_t end = over_times(page.tokens, after, phrase);
  if (auto anchored = end != after ? with_anchor(page, i, end, pace) : std::nullopt)
    return anchored;
  return finish(page, i, end, std::move(phrase));
}

/// "quý", "6 tháng" in a list of paces: nothing stands behind that would make it something else,
/// like "tháng hành động" or "tháng 5".
/// `firm`: "định kỳ" itself stands before.
Pace listed_pace_at(const Tokens& tokens, std::size_t i, bool firm) {
  static const Saying behind{"và",  "hoặc",    "báo cáo", "gửi",   "theo",   "về",      "đột xuất",
                             "cho", "đối với", "một lần", "1 lần", "01 lần", "tổng hợp"};
  static const Saying nine{"9 tháng", "09 tháng"};
  Pace pace = counted_pace_at(tokens, i);
  if (nine.at(tokens, i)) pace = {Frequency::yearly, "FREQ=YEARLY", 2};  // nine months: once a year
  if (!pace.tokens) pace = unit_pace_at(tokens, i);
  if (!pace.tokens || pace.frequency == Frequency::daily) return {};
  const std::size_t end = i + pace.tokens;
  if (firm && !number_at(tokens, end)) return pace;
  const bool sign = end < tokens.size() && tokens[end].kind == TokenKind::symbol;
  const bool closed = end >= tokens.size() || sign || tokens[end].line_start;
  return closed || behind.at(tokens, end) ? pace : Pace{};
}

/// "định kỳ (vào) ngày 15 tháng cuối quý": the day says how often.
bool day_again_at(const PhraseText& page, std::size_t i) {
  if (!repeated_deadlines_at(page, i).empty()) return true;
  const auto moments = written_moments_at(page.tokens, i);
  return moments && !repeated_days(page, i, *moments, std::nullopt).empty();
}

/// "định kỳ tháng, quý, 6 tháng và năm", "hằng tháng, quý, năm": one for each.
std::vector<FoundPhrase> series(const PhraseText& page, std::size_t i) {
  static const Saying word{"định kỳ", "định kì"}, by{"theo", "vào"},
      joint{",", "và", ", và", "hoặc"}, once{"một lần", "1 lần", "01 lần", "/ lần"};
  const auto lead = word.at(page.tokens, i);
  std::vector<FoundPhrase> found;
  std::size_t start = i, at = i + lead + by.at(page.tokens, i + lead);
  const bool bracket = lead > 0 && symbol_at(page.tokens, at, '(');  // "định kỳ (tháng, quý, năm)"
  if (bracket && listed_pace_at(page.tokens, at + 1, false).tokens &&
      !report_deadline_at(page, at + 1))
    start = ++at;
  constexpr std::size_t longest_series = 8;
  while (found.size() < longest_series) {
    const auto every = every_pace_at(page.tokens, at);
    if (every.tokens) {
      found.push_back(*paced(page, start, at - start, every));
    } else {
      if (found.empty() && !lead) break;
      const auto pace = listed_pace_at(page.tokens, at, lead && found.empty());
      if (!pace.tokens) break;
      std::size_t end = at + pace.tokens;
      end += once.at(page.tokens, end);
      Phrase phrase = phrase_of(pace);
      end = over_times(page.tokens, end, phrase);
      found.push_back(finish(page, start, end, std::move(phrase)));
    }
    const std::size_t end = found.back().end;
    const auto next = joint.at(page.tokens, end);
    if (!next || report_deadline_at(page, end + next)) break;
    start = at = end + next;
  }
  if (found.empty() && lead && !day_again_at(page, at))
    found.push_back(finish(page, i, i + lead, phrase_of({})));
  return found;
}

/// "1 tin, bài/tuần", "01 lần/quý", "hai lần mỗi năm", "6 tháng một lần", "03 tháng/lần"
std::optional<FoundPhrase> rate(const PhraseText& page, std::size_t i) {
  static const Saying money{"m³",  "m3",   "m2",    "triệu", "đồng", "tỷ",   "nghìn", "ngàn", "đ",
                            "vnđ", "%",    "tiếng", "giờ",   "điểm", "viên", "tấn",   "ca",   "kwh",
                            "kg",  "suất", "lượt",  "ngày",  "m",    "lít",  "buổi",  "tạ",   "kw"};
  static const Saying once{"một lần", "1 lần", "01 lần", "/ lần", "/ 1 lần", "/ 01 lần"};
  static const Saying times{"lần mỗi", "lần trong một", "lần trong", "lần một", "lần hằng"};
  if (const auto pace = counted_pace_at(page.tokens, i); pace.tokens) {
    if (const auto n = once.at(page.tokens, i + pace.tokens))
      return finish(page, i, i + pace.tokens + n, phrase_of(pace));
  }
  static const Saying time{"lần"};  // "tháng 01 lần", "năm 2 lần"
  if (const auto pace = unit_pace_at(page.tokens, i); pace.tokens) {
    const auto often = count_at(page.tokens, i + pace.tokens);
    if (often.tokens && time.at(page.tokens, i + pace.tokens + often.tokens)) {
      Phrase phrase = phrase_of(pace);
      note(phrase, "read_times", {{"count", std::to_string(often.value)}});
      return finish(page, i, i + pace.tokens + often.tokens + 1, std::move(phrase));
    }
  }
  const auto count = count_at(page.tokens, i);
  if (!count.tokens || glued_at(page.tokens, i + count.tokens)) return std::nullopt;
  std::size_t at = i + count.tokens;
  std::size_t per = times.at(page.tokens, at);
  constexpr std::size_t longest_noun = 6;
  if (!per) {
    const std::size_t noun = at;
    while (at < page.tokens.size() && at < noun + longest_noun &&
           (word_at(page.tokens, at) || page.tokens[at].is(','))) {
      if (money.at(page.tokens, at)) return std::nullopt;
      ++at;
    }
    if (at == noun || !symbol_at(page.tokens, at, '/')) return std::nullopt;
    per = 1;
  }
  const auto pace = unit_pace_at(page.tokens, at + per);
  if (!pace.tokens) return std::nullopt;
  Phrase phrase = phrase_of(pace);
  note(phrase, "read_times", {{"count", std::to_string(count.value)}});
  return finish(page, i, at + per + pace.tokens, std::move(phrase));
}

/// "rà soát thường xuyên": again and again, nobody says how often; not "ngân sách thường xuyên".
std::optional<FoundPhrase> standing(const PhraseText& page, std::size_t i) {
  static const Saying often{"thường xuyên"};
  static const Saying kind{"sách", "chi", "phí", "hội", "động", "để", "toán", "nguồn"};
  if (!often.at(page.tokens, i) || (i > 0 && kind.at(page.tokens, i - 1))) return std::nullopt;
  return finish(page, i, i + 2, phrase_of({}));
}

/// "chậm nhất là ngày cuối cùng của tháng đầu quý sau", "ngày cuối cùng của tháng"
std::optional<FoundPhrase> bound_edge_at(const PhraseText& page, std::size_t i) {
  const auto lead = bound_lead_at(page.tokens, i);
  const bool last_day = lead.tokens && lead.firm && lead.bound != PhraseBound::before;
  if (!last_day) return repeated_edge_at(page, i);
  auto found = repeated_edge_at(page, i + lead.tokens);
  if (!found) return std::nullopt;
  found->phrase.bound = lead.bound;
  return found_on(page, i, found->end, std::move(found->phrase));
}

}  // namespace

std::vector<FoundPhrase> recurrences_at(const PhraseText& page, std::size_t i) {
  if (auto found = series(page, i); !found.empty()) return found;
  auto found = repeated_hours_at(page, i);
  if (!found) found = repeated_weekday_at(page, i);
  if (!found) found = rate(page, i);
  if (!found) found = bound_edge_at(page, i);
  if (!found) found = repeated_months_at(page, i);
  if (!found) found = standing(page, i);
  if (!found) return {};
  return {std::move(*found)};
}

}  // namespace inspectord
