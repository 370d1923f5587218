// SPDX-License-Identifier: Apache-2.0
// What a row of written periods comes to: their years, and the days from first to last.
#include "calendar/phrases/written_periods.hpp"

#include <cstdio>

namespace inspectord {
namespace {

struct RowPeriod {
  WrittenPeriod* period;
  bool opens_range;
};

std::vector<RowPeriod> in_order(std::vector<WrittenPeriodSpan>& spans) {
  std::vector<RowPeriod> periods;
  for (auto& span : spans) {
    periods.push_back({&span.first, span.last.has_value()});
    if (span.last) periods.push_back({&*span.last, false});
  }
  return periods;
}

void fill_years(std::vector<WrittenPeriodSpan>& spans, std::optional<int> context_year,
                Phrase* phrase) {
  auto periods = in_order(spans);
  for (std::size_t k = periods.size(); k-- > 0;) {
    WrittenPeriod& period = *periods[k].period;
    if (period.year) continue;
    const WrittenPeriod* next = k + 1 < periods.size() ? periods[k + 1].period : nullptr;
    const bool from_next = next && next->year && !next->year_offset;
    period.year = from_next ? next->year : context_year;
    if (!period.year) continue;
    *period.year += period.year_offset.value_or(0);
    const bool over_new_year = periods[k].opens_range && next->kind == period.kind &&
                               next->year == period.year && next->number < period.number;
    if (over_new_year) --*period.year;  // "tháng 12 - 1/2025"
    if (!phrase) continue;
    note(*phrase, from_next ? "read_year_of_second" : "read_year_of_context",
         {{"year", std::to_string(*period.year)}});
  }
}

Period period_of(const WrittenPeriod& written) {
  return {.kind = written.kind, .year = *written.year, .number = written.number};
}

LocalDate point_of(const WrittenPeriod& written) {
  const Period period = period_of(written);
  if (*written.point == PointOf::beginning) return period.first();
  if (*written.point == PointOf::end) return period.last();
  // Civil Code 2015 Art. 146: the middle of a year is 30/6, of a month its 15th.
  if (written.kind == PeriodKind::year) return make_date(period.year, 6, 30);
  return plus_days(period.first(), 14);
}

/// Of a quarter the law knows no beginning and end: "đầu quý 2" is somewhere in it.
bool is_day(const WrittenPeriod& written) {
  return written.point && written.kind != PeriodKind::quarter;
}

LocalDate first_day(const WrittenPeriod& written) {
  if (is_day(written)) return point_of(written);
  const auto& part = written.part;
  if (part.from_end) return plus_days(period_of(written).last(), 1 - static_cast<int>(part.last));
  return plus_days(period_of(written).first(), static_cast<int>(part.first) - 1);
}

LocalDate last_day(const WrittenPeriod& written) {
  if (is_day(written)) return point_of(written);
  const Period period = period_of(written);
  const auto& part = written.part;
  if (part.from_end || part.last == 0) return period.last();
  return plus_days(period.first(), static_cast<int>(part.last) - 1);
}

PartialDate whole(LocalDate day) {
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
          static_cast<unsigned>(day.day())};
}

std::string partial_text(const WrittenPeriod& written) {
  if (written.kind != PeriodKind::month || written.number == 0) return {};
  char text[8];
  const int length = std::snprintf(text, sizeof text, "--%02u", written.number % 100);
  return {text, static_cast<std::size_t>(length)};
}

void settle_span(const WrittenPeriodSpan& span, Phrase& phrase) {
  if (span.last && span.first.year_offset == -1 && span.last->year_offset == 1)
    return ask(phrase, Question::ambiguous);  // each counts from the other, none from the paper
  const WrittenPeriod& last = span.last ? *span.last : span.first;
  const bool named = span.first.number != 0 && last.number != 0;
  if (!named) ask(phrase, Question::month_missing);
  if (span.first.part.week || last.part.week) ask(phrase, Question::ambiguous);
  const bool dated = span.first.year && last.year;
  if (!dated) ask(phrase, Question::year_missing);
  if (!dated || !named) {
    for (const auto* period : {&span.first, span.last ? &*span.last : nullptr}) {
      const auto text = period ? partial_text(*period) : std::string{};
      if (!text.empty()) phrase.partial.push_back(text);
    }
    return;
  }
  const auto from = first_day(span.first), to = last_day(last);
  if (to < from) return ask(phrase, Question::range_reversed);
  Span days{.first = {.date = whole(from)}};
  if (to != from) days.last = Moment{.date = whole(to)};
  phrase.dates.push_back(days);
}

}  // namespace

void settle_periods(const WrittenPeriods& row, std::optional<int> context_year, Phrase& phrase) {
  auto spans = row.spans;
  fill_years(spans, context_year, &phrase);
  for (const auto& span : spans) settle_span(span, phrase);
}

std::optional<Period> single_period(const WrittenPeriods& row, std::optional<int> context_year) {
  auto spans = row.spans;
  fill_years(spans, context_year, nullptr);
  const bool single = spans.size() == 1 && !spans[0].last && spans[0].first.part.whole();
  if (!single || !spans[0].first.year || spans[0].first.number == 0) return std::nullopt;
  return period_of(spans[0].first);
}

}  // namespace inspectord
