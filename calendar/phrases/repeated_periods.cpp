// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/repeated_periods.hpp"

#include "calendar/phrases/paces.hpp"
#include "calendar/phrases/repeated_days.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_periods.hpp"

#include <array>

namespace inspectord {
namespace {

FoundPhrase finish(const PhraseText& page, std::size_t i, std::size_t end, Phrase phrase) {
  phrase.meaning = Meaning::recurrence;
  return found_on(page, i, end, std::move(phrase));
}

/// "ngày cuối cùng của (mỗi) tháng", "ngày cuối quý"; not "05 ngày cuối tháng 6".
std::optional<FoundPhrase> last_day(const PhraseText& page, std::size_t i) {
  static const Saying last{"ngày cuối", "ngày cuối cùng"}, of{"của"},
      every{"mỗi", "hằng", "hàng", "từng"}, month{"tháng"}, quarter{"quý", "quí"};
  const auto lead = last.at(page.tokens, i);
  if (!lead || (i > 0 && (number_at(page.tokens, i - 1) || page.tokens[i - 1].folded == "nhu+ng4")))
    return std::nullopt;
  std::size_t at = i + lead;
  at += of.at(page.tokens, at);
  at += every.at(page.tokens, at);
  static const Saying other{"thứ", "đầu", "cuối"};  // "của tháng thứ 3", "của tháng đầu quý"
  const auto monthly = month.at(page.tokens, at), quarterly = quarter.at(page.tokens, at);
  const std::size_t end = at + monthly + quarterly;
  if (const auto quarters = month_of_quarters_at(page.tokens, i + lead); quarters.tokens)
    return finish(page, i, i + lead + quarters.tokens,
                  {.recurrence = month_days_rrule({31}, quarters.months, std::nullopt)});
  if (end == at || number_at(page.tokens, end) || quarter_at(page.tokens, end)) return std::nullopt;
  if (other.at(page.tokens, end)) return std::nullopt;
  return finish(page, i, end,
                {.recurrence = monthly ? "FREQ=MONTHLY;BYMONTHDAY=-1"
                                       : "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"});
}

/// 1st, 15th and last of a month; 1/1, 30/6 and 31/12 of a year (Civil Code 2015 Art. 146).
std::optional<FoundPhrase> point_of_each(const PhraseText& page, std::size_t i) {
  static const Saying points[] = {{"đầu"}, {"giữa"}, {"cuối"}};
  static const Saying school{"học"};
  constexpr std::array<const char*, 3> of_month{"1", "15", "-1"};
  constexpr std::array<const char*, 3> of_year{"1;BYMONTHDAY=1", "6;BYMONTHDAY=30",
                                               "12;BYMONTHDAY=31"};
  for (std::size_t n = 0; n < std::size(points); ++n) {
    if (!points[n].at(page.tokens, i)) continue;
    const auto pace = every_pace_at(page.tokens, i + 1);
    const std::size_t end = i + 1 + pace.tokens;
    if (pace.frequency == Frequency::monthly)
      return finish(page, i, end,
                    {.recurrence = std::string{"FREQ=MONTHLY;BYMONTHDAY="} + of_month[n]});
    if (pace.frequency == Frequency::yearly && !school.at(page.tokens, end))
      return finish(page, i, end, {.recurrence = std::string{"FREQ=YEARLY;BYMONTH="} + of_year[n]});
  }
  return std::nullopt;
}

/// The months of a row without years, with commas; empty where it holds anything else.
std::string months_of(const WrittenPeriods& row) {
  std::string months;
  for (const auto& [first, last] : row.spans) {
    const unsigned to = last ? last->number : first.number;
    if (first.kind != PeriodKind::month || first.number == 0 || first.year || to < first.number)
      return {};
    if (first.point || !first.part.whole() || (last && (last->kind != first.kind || last->year)))
      return {};
    for (unsigned month = first.number; month <= to; ++month)
      months += (months.empty() ? "" : ",") + std::to_string(month);
  }
  return months;
}

/// "cuối tháng 6 hằng năm"
std::string point_of_month(const WrittenPeriods& row) {
  constexpr std::array<const char*, 3> days{"1", "15", "-1"};
  const auto& only = row.spans.front();
  if (row.spans.size() != 1 || only.last || !only.first.point || only.first.year) return {};
  if (only.first.kind != PeriodKind::month || only.first.number == 0) return {};
  return std::to_string(only.first.number) +
         ";BYMONTHDAY=" + days[static_cast<std::size_t>(*only.first.point)];
}

}  // namespace

std::optional<FoundPhrase> repeated_edge_at(const PhraseText& page, std::size_t i) {
  if (auto found = last_day(page, i)) return found;
  return point_of_each(page, i);
}

std::optional<FoundPhrase> yearly_in_months(const PhraseText& page, std::size_t i,
                                            std::size_t after) {
  static const Saying in{"vào", "trong", ", vào", ", trong"};
  const auto lead = in.at(page.tokens, after);
  if (!lead) return std::nullopt;
  const auto row = written_periods_at(page.tokens, after + lead);
  if (!row || row->bare || row->programme) return std::nullopt;
  const auto point = point_of_month(*row), months = months_of(*row);
  if (point.empty() && months.empty()) return std::nullopt;
  Phrase phrase{.recurrence = "FREQ=YEARLY;BYMONTH=" + (point.empty() ? months : point)};
  if (point.empty()) ask(phrase, Question::anchor_missing);
  return finish(page, i, row->end, std::move(phrase));
}

std::optional<FoundPhrase> repeated_months_at(const PhraseText& page, std::size_t i) {
  static const Saying in{"vào", "trong", "từ"};
  const auto row = written_periods_at(page.tokens, i + in.at(page.tokens, i));
  if (!row || row->bare || row->programme) return std::nullopt;
  const auto every = every_pace_at(page.tokens, row->end);
  if (every.frequency != Frequency::yearly) return std::nullopt;
  Phrase phrase{.recurrence = "FREQ=YEARLY"};
  const auto point = point_of_month(*row), months = months_of(*row);
  for (const auto& span : row->spans) {
    if (span.first.year || span.first.kind == PeriodKind::year) return std::nullopt;
  }
  if (!point.empty()) {
    phrase.recurrence += ";BYMONTH=" + point;
  } else {
    if (!months.empty()) phrase.recurrence += ";BYMONTH=" + months;
    ask(phrase, Question::anchor_missing);
  }
  return finish(page, i, row->end + every.tokens, std::move(phrase));
}

}  // namespace inspectord
