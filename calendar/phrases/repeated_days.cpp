// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/repeated_days.hpp"

#include "calendar/phrases/paces.hpp"
#include "calendar/phrases/sayings.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// What the words are about, handed from step to step.
struct Repeated {
  const PhraseText& page;
  std::size_t first = 0;  ///< The first token of the phrase.
  const WrittenMoments& moments;
  std::optional<PhraseBound> bound{};

  const Tokens& tokens() const { return page.tokens; }
  /// "trước 16h00 ngày 20": the 20th itself is the last day on time.
  std::optional<PhraseBound> of_day() const { return moments.hours ? std::nullopt : bound; }
  const std::vector<WrittenSpan>& spans() const { return moments.days->spans; }
};

FoundPhrase finish(const Repeated& read, std::size_t from, std::size_t end, Phrase phrase) {
  phrase.meaning = Meaning::recurrence;
  phrase.bound = read.bound;
  if (read.moments.hours) phrase.dates = {{.first = {.time = read.moments.hours->first}}};
  return found_on(read.page, from, end, std::move(phrase));
}

std::string joined(const std::vector<unsigned>& numbers) {
  std::string text;
  for (const unsigned number : numbers)
    text += (text.empty() ? "" : ",") + (number == 0 ? std::string{"-1"} : std::to_string(number));
  return text;
}

std::vector<unsigned> days_of(const Repeated& read) {
  std::vector<unsigned> days;
  for (const auto& span : read.spans()) days.push_back(*span.first.day);
  return days;
}

enum class Named { nothing, days, days_and_months };

/// Whether the row holds single days, all with or all without their month, and no year.
Named named_by(const Repeated& read) {
  if (!read.moments.days || read.moments.last_hour || !could_be_days(*read.moments.days))
    return Named::nothing;
  std::size_t with_month = 0;
  for (const auto& span : read.spans()) {
    if (span.last || span.first.year || !span.first.day) return Named::nothing;
    with_month += span.first.month.has_value();
  }
  if (with_month == 0) return Named::days;
  return with_month == read.spans().size() ? Named::days_and_months : Named::nothing;
}

std::optional<FoundPhrase> yearly(const Repeated& read, std::size_t from, std::size_t end,
                                  const WrittenDay& day) {
  auto found = yearly_day(read.page, from, end, day, read.of_day());
  if (!found || !read.moments.hours) return found;
  found->phrase.rule.reset();  // it knows no hour
  return finish(read, from, end, std::move(found->phrase));
}

/// "15/3, 15/6 và 15/12 hằng năm" is one rule, "20/5 và 10/11 hằng năm" two.
std::vector<FoundPhrase> yearly_days(const Repeated& read, std::size_t end) {
  const auto& spans = read.spans();
  std::vector<unsigned> months;
  for (const auto& span : spans) months.push_back(*span.first.month);
  const unsigned day = *spans[0].first.day;
  const bool one_day =
      std::ranges::all_of(spans, [&](const auto& span) { return *span.first.day == day; });
  if (spans.size() > 1 && one_day)
    return {finish(read, read.first, end,
                   {.recurrence = month_days_rrule({day}, months, read.of_day())})};
  std::vector<FoundPhrase> found;
  for (std::size_t k = 0; k < spans.size(); ++k) {
    const bool last = k + 1 == spans.size();
    auto one = yearly(read, k == 0 ? read.first : spans[k].begin, last ? end : spans[k].end,
                      spans[k].first);
    if (!one) return {};
    found.push_back(std::move(*one));
  }
  return found;
}

/// Months after one another: "3, 6, 9 và 12", "tháng 6, tháng 9".
std::size_t over_months(const Tokens& tokens, std::size_t i, std::vector<unsigned>& months) {
  static const Saying joint{",", "và", ", và"}, word{"tháng"};
  std::size_t at = i;
  while (months.size() < 12) {
    std::size_t next = months.empty() ? at : at + joint.at(tokens, at);
    if (!months.empty() && next == at) break;
    next += word.at(tokens, next);
    if (!number_at(tokens, next) || tokens[next].value < 1 || tokens[next].value > 12) break;
    months.push_back(tokens[next].value);
    at = next + 1;
  }
  return at;
}

/// "ngày 20 (của) các tháng 3, 6, 9, 12": unless a year makes days of them.
std::vector<FoundPhrase> in_listed_months(const Repeated& read) {
  static const Saying in{"các tháng", "của các tháng", "vào các tháng"};
  const auto n = in.at(read.tokens(), read.moments.end);
  if (!n) return {};
  std::vector<unsigned> months;
  std::size_t end = over_months(read.tokens(), read.moments.end + n, months);
  static const Saying year{"năm", "/"};
  if (months.size() < 2 || year.at(read.tokens(), end)) return {};
  end += every_pace_at(read.tokens(), end).tokens;
  return {finish(read, read.first, end,
                 {.recurrence = month_days_rrule(days_of(read), months, read.of_day())})};
}

/// "ngày 10 tháng 3, tháng 6, tháng 9 và tháng 12 hằng năm"
std::vector<FoundPhrase> in_more_months(const Repeated& read) {
  if (read.spans().size() != 1) return {};
  std::vector<unsigned> months{*read.spans()[0].first.month};
  const std::size_t end = over_months(read.tokens(), read.moments.end, months);
  const auto every = every_pace_at(read.tokens(), end);
  if (months.size() < 2 || every.frequency != Frequency::yearly) return {};
  return {finish(read, read.first, end + every.tokens,
                 {.recurrence = month_days_rrule(days_of(read), months, read.of_day())})};
}

/// "báo cáo tháng (trước ngày 05 của tháng sau)": the words before say that it is monthly.
bool led_by_month(const Tokens& tokens, std::size_t i) {
  static const Saying month{"tháng"};
  const bool sign = i > 0 && (tokens[i - 1].is('(') || tokens[i - 1].is(':'));
  const std::size_t before = sign ? i - 1 : i;
  return before > 0 && month.at(tokens, before - 1) > 0;
}

std::vector<FoundPhrase> monthly_days(const Repeated& read) {
  static const Saying of{"của"}, reporting{"của tháng báo cáo", "tháng báo cáo"};
  const Tokens& tokens = read.tokens();
  const std::size_t end = read.moments.end;
  const auto monthly = [&](std::size_t after) {
    return std::vector{finish(read, read.first, after,
                              {.recurrence = month_days_rrule(days_of(read), {}, read.of_day())})};
  };
  const std::size_t at = end + of.at(tokens, end);
  const auto every = every_pace_at(tokens, at);
  if (every.frequency == Frequency::monthly) return monthly(at + every.tokens);
  if (const auto n = reporting.at(tokens, end)) return monthly(end + n);
  if (const auto n = following_month_at(tokens, end); n && led_by_month(tokens, read.first))
    return monthly(end + n);
  const auto quarters = month_of_quarters_at(tokens, end);
  if (!quarters.tokens) return in_listed_months(read);
  return {finish(read, read.first, end + quarters.tokens,
                 {.recurrence = month_days_rrule(days_of(read), quarters.months, read.of_day())})};
}

}  // namespace

std::vector<FoundPhrase> repeated_days(const PhraseText& page, std::size_t i,
                                       const WrittenMoments& moments,
                                       std::optional<PhraseBound> bound) {
  const Repeated read{page, i, moments, bound};
  const auto named = named_by(read);
  if (named == Named::nothing) return {};
  if (named == Named::days) return monthly_days(read);
  const auto every = every_pace_at(page.tokens, moments.end);
  if (every.frequency == Frequency::yearly) return yearly_days(read, moments.end + every.tokens);
  return in_more_months(read);
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
  Phrase phrase{.meaning = Meaning::recurrence,
                .bound = bound,
                .recurrence = yearly_rrule(of_rule, on),
                .rule = rule};
  return found_on(page, i, end, std::move(phrase));
}

std::string month_days_rrule(const std::vector<unsigned>& days, std::vector<unsigned> months,
                             std::optional<PhraseBound> bound) {
  const bool before = bound == PhraseBound::before;
  if (before && days.size() == 1 && days[0] == 1) {  // before the 1st: the last of the month before
    for (auto& month : months) month = month == 1 ? 12 : month - 1;
    std::ranges::sort(months);
  }
  std::vector<unsigned> last_on_time;
  for (const unsigned day : days) {
    const unsigned last = before ? day - 1 : day;
    last_on_time.push_back(last > 30 ? 0 : last);  // a month may end before it
  }
  if (months.empty()) return "FREQ=MONTHLY;BYMONTHDAY=" + joined(last_on_time);
  return "FREQ=YEARLY;BYMONTH=" + joined(months) + ";BYMONTHDAY=" + joined(last_on_time);
}

MonthsOfYear month_of_quarters_at(const Tokens& tokens, std::size_t i) {
  static const Saying month{"tháng"}, of{"của"}, last{"cuối", "cuối cùng"},
      first{"đầu", "đầu tiên"}, every{"mỗi", "hằng", "hàng", "các", "từng"}, quarter{"quý", "quí"},
      next{"sau", "kế tiếp", "tiếp theo", "tiếp sau", "liền kề", "liền kề sau", "báo cáo"};
  std::size_t at = i + of.at(tokens, i);
  const auto word = month.at(tokens, at);
  at += word;
  const auto closing = last.at(tokens, at), opening = first.at(tokens, at);
  if (!word || (!closing && !opening)) return {};
  at += closing + opening;
  at += of.at(tokens, at);
  at += every.at(tokens, at);
  const auto quarters = quarter.at(tokens, at);
  if (!quarters || quarter_at(tokens, at + quarters)) return {};
  at += quarters;
  at += next.at(tokens, at);
  if (closing) return {{3, 6, 9, 12}, at - i};
  return {{1, 4, 7, 10}, at - i};
}

std::size_t following_month_at(const Tokens& tokens, std::size_t i) {
  static const Saying month{"của tháng sau",        "tháng sau",           "của tháng kế tiếp",
                            "tháng kế tiếp",        "của tháng tiếp theo", "tháng tiếp theo",
                            "của tháng liền kề",    "tháng liền kề",       "của tháng sau liền kề",
                            "của tháng liền kề sau"};
  return month.at(tokens, i);
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
