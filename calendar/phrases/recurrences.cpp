// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/recurrences.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/paces.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_periods.hpp"

#include <array>

namespace inspectord {
namespace {

FoundPhrase finish(const PhraseText& page, std::size_t i, std::size_t end, Phrase phrase) {
  phrase.meaning = Meaning::recurrence;
  phrase.begin = page.tokens[i].begin;
  phrase.end = page.tokens[end - 1].end;
  return {std::move(phrase), end};
}

Phrase phrase_of(const Pace& pace) {
  Phrase phrase{.meaning = Meaning::recurrence, .recurrence = pace.rrule};
  const bool named = pace.rrule.empty() || pace.frequency != Frequency::unspecified;
  if (named) phrase.rule = Recurring{.frequency = pace.frequency};  // "2 tháng một lần" has no name
  ask(phrase, pace.rrule.empty() ? Question::frequency_missing : Question::anchor_missing);
  return phrase;
}

/// It has its day: nothing is left to ask, and no rule waits for an anchor.
void set_anchored(Phrase& phrase) {
  std::erase(phrase.questions, Question::anchor_missing);
  phrase.rule.reset();
}

std::string rrule_weekday(std::chrono::weekday day) {
  static constexpr std::array<std::string_view, 7> codes{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  return std::string{codes[day.c_encoding()]};
}

std::string by_month_day(unsigned day, std::optional<PhraseBound> bound) {
  if (bound == PhraseBound::before) --day;
  return ";BYMONTHDAY=" + (day == 0 || day > 30 ? std::string{"-1"} : std::to_string(day));
}

struct Quarterly {
  std::string months{};
  std::size_t tokens = 0;
};

/// "của tháng cuối quý": 3, 6, 9, 12; "tháng đầu quý (sau)": 1, 4, 7, 10.
Quarterly month_of_quarter(const Tokens& tokens, std::size_t i) {
  static const Saying last{
      "tháng cuối quý",         "của tháng cuối quý",  "tháng cuối của quý",
      "của tháng cuối mỗi quý", "tháng cuối mỗi quý",  "của tháng cuối hằng quý",
      "tháng cuối hằng quý",    "tháng cuối hàng quý", "của tháng cuối cùng của quý",
      "tháng cuối cùng của quý"};
  static const Saying first{
      "tháng đầu quý",         "của tháng đầu quý",          "tháng đầu quý sau",
      "của tháng đầu quý sau", "tháng đầu tiên của quý sau", "của tháng đầu tiên của quý sau",
      "tháng đầu của quý sau"};
  if (const auto n = last.at(tokens, i)) return {"3,6,9,12", n};
  if (const auto n = first.at(tokens, i)) return {"1,4,7,10", n};
  return {};
}

std::optional<FoundPhrase> yearly_day(const PhraseText& page, std::size_t i, std::size_t end,
                                      const WrittenDay& day, std::optional<PhraseBound> bound) {
  const std::chrono::month_day on{std::chrono::month{day.month.value_or(0)},
                                  std::chrono::day{day.day.value_or(0)}};
  if (!on.ok()) return std::nullopt;
  const Bound of_rule = bound == PhraseBound::before  ? Bound::before
                        : bound == PhraseBound::until ? Bound::until
                                                      : Bound::by;
  Yearly rule{.bound = of_rule, .day = on};
  if (page.context_year) rule.not_before = make_date(*page.context_year, 1, 1);
  Phrase phrase{.bound = bound, .recurrence = yearly_rrule(of_rule, on), .rule = rule};
  return finish(page, i, end, std::move(phrase));
}

FoundPhrase monthly_day(const PhraseText& page, std::size_t i, std::size_t end, unsigned day,
                        std::optional<PhraseBound> bound) {
  Phrase phrase{.bound = bound, .recurrence = "FREQ=MONTHLY" + by_month_day(day, bound)};
  return finish(page, i, end, std::move(phrase));
}

bool is_month_day(const WrittenMoments& moments) {
  return moments.days && moments.days->spans.size() == 1 && !moments.days->spans[0].last &&
         !moments.days->spans[0].first.year && moments.days->spans[0].first.day;
}

/// "hằng tháng (vào) (trước) ngày 20", "hằng năm trước ngày 15/11", "hằng tuần vào thứ Sáu".
std::optional<FoundPhrase> with_anchor(const PhraseText& page, std::size_t i, std::size_t after,
                                       const Pace& pace) {
  static const Saying on{"vào", ", vào", "( vào", "(", ",", "là", "vào các"};
  std::size_t at = after + on.at(page.tokens, after);
  const bool bracket = at > after && page.tokens[after].is('(');
  const auto lead = bound_lead_at(page.tokens, at);
  at += lead.tokens;
  const auto bound = lead.tokens ? std::optional{lead.bound} : std::nullopt;
  const auto close = [&](std::size_t end) {
    return bracket && symbol_at(page.tokens, end, ')') ? end + 1 : end;
  };
  if (pace.frequency == Frequency::weekly) {
    const auto weekday = weekday_at(page.tokens, at);
    if (!weekday.tokens || bound == PhraseBound::before) return std::nullopt;
    Phrase phrase = phrase_of(pace);
    phrase.bound = bound;
    phrase.recurrence += ";BYDAY=" + rrule_weekday(weekday.day);
    set_anchored(phrase);
    return finish(page, i, close(at + weekday.tokens), std::move(phrase));
  }
  const auto moments = written_moments_at(page.tokens, at);
  if (!moments || !is_month_day(*moments) || !moments->marked) return std::nullopt;
  const auto& day = moments->days->spans[0].first;
  if (pace.frequency == Frequency::yearly)
    return yearly_day(page, i, close(moments->end), day, bound);
  if (pace.frequency == Frequency::monthly && !day.month)
    return monthly_day(page, i, close(moments->end), *day.day, bound);
  if (pace.frequency != Frequency::quarterly || day.month) return std::nullopt;
  const auto months = month_of_quarter(page.tokens, moments->end);
  if (!months.tokens) return std::nullopt;
  Phrase phrase{
      .bound = bound,
      .recurrence = "FREQ=YEARLY;BYMONTH=" + months.months + by_month_day(*day.day, bound)};
  return finish(page, i, close(moments->end + months.tokens), std::move(phrase));
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
  return finish(page, i, over_times(page.tokens, after, phrase), std::move(phrase));
}

/// "định kỳ tháng, quý, 6 tháng và năm": one for each.
std::vector<FoundPhrase> periodic(const PhraseText& page, std::size_t i) {
  static const Saying word{"định kỳ", "định kì"}, by{"theo", "vào"}, and_{",", "và", ", và"},
      once{"một lần", "1 lần", "01 lần", "/ lần"};
  const auto lead = word.at(page.tokens, i);
  if (!lead) return {};
  if (const auto pace = every_pace_at(page.tokens, i + lead); pace.tokens)
    return {*paced(page, i, lead, pace)};
  std::vector<FoundPhrase> found;
  std::size_t start = i, at = i + lead + by.at(page.tokens, i + lead);
  while (found.size() < 8) {
    auto pace = counted_pace_at(page.tokens, at);
    if (!pace.tokens && !year_at(page.tokens, at + 1) && !number_at(page.tokens, at + 1))
      pace = unit_pace_at(page.tokens, at);
    if (!pace.tokens || pace.frequency == Frequency::daily) break;
    std::size_t end = at + pace.tokens;
    end += once.at(page.tokens, end);
    Phrase phrase = phrase_of(pace);
    end = over_times(page.tokens, end, phrase);
    found.push_back(finish(page, start, end, std::move(phrase)));
    const auto joint = and_.at(page.tokens, end);
    if (!joint || every_pace_at(page.tokens, end + joint).tokens) break;
    if (report_deadline_at(page, end + joint)) break;
    start = at = end + joint;
  }
  if (found.empty()) found.push_back(finish(page, i, i + lead, phrase_of({})));
  return found;
}

/// "1 tin, bài/tuần", "01 lần/quý", "hai lần mỗi năm", "6 tháng một lần", "03 tháng/lần"
std::optional<FoundPhrase> rate(const PhraseText& page, std::size_t i) {
  static const Saying money{"triệu", "đồng", "tỷ", "nghìn", "ngàn",
                            "đ",     "vnđ",  "%",  "tiếng", "giờ"};
  static const Saying once{"một lần", "1 lần", "01 lần", "/ lần", "/ 1 lần", "/ 01 lần"};
  static const Saying times{"lần mỗi", "lần trong một", "lần trong", "lần một", "lần hằng"};
  if (const auto pace = counted_pace_at(page.tokens, i); pace.tokens) {
    if (const auto n = once.at(page.tokens, i + pace.tokens))
      return finish(page, i, i + pace.tokens + n, phrase_of(pace));
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

/// "thứ Sáu hằng tuần"
std::optional<FoundPhrase> weekly_day(const PhraseText& page, std::size_t i) {
  const auto weekday = weekday_at(page.tokens, i);
  if (!weekday.tokens) return std::nullopt;
  const auto pace = every_pace_at(page.tokens, i + weekday.tokens);
  if (pace.frequency != Frequency::weekly) return std::nullopt;
  Phrase phrase = phrase_of(pace);
  phrase.recurrence += ";BYDAY=" + rrule_weekday(weekday.day);
  set_anchored(phrase);
  return finish(page, i, i + weekday.tokens + pace.tokens, std::move(phrase));
}

/// "ngày cuối (cùng) hằng tháng"
std::optional<FoundPhrase> last_of_month(const PhraseText& page, std::size_t i) {
  static const Saying day{
      "ngày cuối tháng",          "ngày cuối cùng của tháng",     "ngày cuối hằng tháng",
      "ngày cuối hàng tháng",     "ngày cuối cùng hằng tháng",    "ngày cuối cùng hàng tháng",
      "ngày cuối cùng mỗi tháng", "ngày cuối cùng của mỗi tháng", "ngày cuối cùng của hằng tháng"};
  const auto n = day.at(page.tokens, i);
  if (!n || number_at(page.tokens, i + n)) return std::nullopt;
  Phrase phrase{.recurrence = "FREQ=MONTHLY;BYMONTHDAY=-1"};
  return finish(page, i, i + n, std::move(phrase));
}

/// "rà soát thường xuyên": again and again, nobody says how often; not "ngân sách thường xuyên".
std::optional<FoundPhrase> standing(const PhraseText& page, std::size_t i) {
  static const Saying often{"thường xuyên"};
  static const Saying kind{"sách", "chi", "phí", "hội", "động", "để", "toán", "nguồn"};
  if (!often.at(page.tokens, i) || (i > 0 && kind.at(page.tokens, i - 1))) return std::nullopt;
  return finish(page, i, i + 2, phrase_of({}));
}

}  // namespace

std::vector<FoundPhrase> recurrences_at(const PhraseText& page, std::size_t i) {
  if (auto found = periodic(page, i); !found.empty()) return found;
  std::optional<FoundPhrase> found;
  if (const auto pace = every_pace_at(page.tokens, i); pace.tokens) found = paced(page, i, 0, pace);
  if (!found) found = weekly_day(page, i);
  if (!found) found = rate(page, i);
  if (!found) found = last_of_month(page, i);
  if (!found) found = standing(page, i);
  if (!found) return {};
  return {std::move(*found)};
}

std::optional<FoundPhrase> repeated_day(const PhraseText& page, std::size_t i,
                                        const WrittenMoments& moments,
                                        std::optional<PhraseBound> bound) {
  if (!is_month_day(moments)) return std::nullopt;
  const auto& day = moments.days->spans[0].first;
  const auto every = every_pace_at(page.tokens, moments.end);
  if (every.frequency == Frequency::yearly && day.month)
    return yearly_day(page, i, moments.end + every.tokens, day, bound);
  if (every.frequency == Frequency::monthly && !day.month)
    return monthly_day(page, i, moments.end + every.tokens, *day.day, bound);
  if (day.month) return std::nullopt;
  const auto months = month_of_quarter(page.tokens, moments.end);
  if (!months.tokens) return std::nullopt;
  Phrase phrase{
      .bound = bound,
      .recurrence = "FREQ=YEARLY;BYMONTH=" + months.months + by_month_day(*day.day, bound)};
  return finish(page, i, moments.end + months.tokens, std::move(phrase));
}

std::string yearly_rrule(Bound bound, std::chrono::month_day on) {
  unsigned month = static_cast<unsigned>(on.month()), day = static_cast<unsigned>(on.day());
  std::string text_of_day = std::to_string(day);
  if (bound == Bound::before && day > 1) text_of_day = std::to_string(day - 1);
  if (bound == Bound::before && day == 1) {
    month = month == 1 ? 12 : month - 1;
    text_of_day = "-1";
    if (month != 2) {  // the day itself says more than "the last"
      const std::chrono::month_day_last last{std::chrono::month{month}};
      text_of_day = std::to_string(static_cast<unsigned>(
          std::chrono::year_month_day_last{std::chrono::year{2001}, last}.day()));
    }
  }
  return "FREQ=YEARLY;BYMONTH=" + std::to_string(month) + ";BYMONTHDAY=" + text_of_day;
}

}  // namespace inspectord
