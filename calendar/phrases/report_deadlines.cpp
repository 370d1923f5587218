// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/report_deadlines.hpp"

#include "calendar/phrases/deadlines.hpp"
#include "calendar/phrases/repeated_days.hpp"
#include "calendar/phrases/sayings.hpp"
#include "calendar/phrases/written_moments.hpp"
#include "calendar/phrases/written_periods.hpp"

namespace inspectord {
namespace {

/// What a report covers: "6 tháng", "quý I", "năm", "năm 2024", "tháng 5".
struct ReportRead {
  PeriodKind kind = PeriodKind::year;
  unsigned number = 1;
  std::optional<int> year{};
  std::size_t end = 0;
};

std::optional<ReportRead> report_at(const Tokens& tokens, std::size_t i) {
  static const Saying year_word{"năm", "01 năm", "1 năm", "cả năm"};
  if (const auto periods = written_periods_at(tokens, i)) {
    if (periods->programme || periods->spans.size() != 1 || periods->spans[0].last)
      return std::nullopt;
    const auto& period = periods->spans[0].first;
    if (period.point || !period.part.whole()) return std::nullopt;
    return ReportRead{period.kind, period.number, period.year, periods->end};
  }
  if (i > 0 && (number_at(tokens, i - 1) || word_at(tokens, i - 1))) {
    static const Saying led{"cáo", "kỳ", "kết", "và", "hoặc"};
    if (!led.at(tokens, i - 1)) return std::nullopt;
  }
  const auto n = year_word.at(tokens, i);
  if (!n) return std::nullopt;
  return ReportRead{.end = i + n};
}

/// A report that names the year it covers may be due once, or every year (PARSE_TRAP).
void set_yearly(const ReportRead& report, const WrittenDay& day, Bound bound, bool periodic,
                const PhraseText& page, Phrase& phrase) {
  const std::chrono::month_day on{std::chrono::month{*day.month}, std::chrono::day{*day.day}};
  Yearly rule{.bound = bound, .day = on, .report = report.kind};
  if (page.context_year) rule.not_before = make_date(*page.context_year, 1, 1);
  phrase.meaning = Meaning::recurrence;
  phrase.recurrence = yearly_rrule(bound, on);
  phrase.rule = rule;
  if (report.year && !periodic) ask(phrase, Question::ambiguous);
}

void set_once(const ReportRead& report, Bound bound, Phrase& phrase) {
  if (phrase.dates.size() != 1 || phrase.dates[0].last) return;
  const auto day = phrase.dates[0].first.date ? phrase.dates[0].first.date->full() : std::nullopt;
  if (!day) return;
  const int year = report.year.value_or(static_cast<int>(day->year()));
  phrase.rule =
      ReportBy{.period = {report.kind, year, report.number}, .due = {.bound = bound, .day = *day}};
}

}  // namespace

std::optional<FoundPhrase> report_deadline_at(const PhraseText& page, std::size_t i) {
  static const Saying periodic_word{"định kỳ"};
  const auto periodic = periodic_word.at(page.tokens, i);
  const auto report = report_at(page.tokens, i + periodic);
  if (!report) return std::nullopt;
  std::size_t at = report->end;
  const bool bracket = symbol_at(page.tokens, at, '(');
  if (bracket || symbol_at(page.tokens, at, ':') || symbol_at(page.tokens, at, ',')) ++at;
  static const Saying handed{"gửi", "nộp", "gửi về", "báo cáo"};  // "6 tháng gửi trước ngày 15/6"
  const auto verb = report->year ? 0 : handed.at(page.tokens, at);
  at += verb;
  const auto lead = bound_lead_at(page.tokens, at);
  const auto bound = lead.firm && lead.tokens ? rule_bound(lead.bound) : std::nullopt;
  if (!bound) return std::nullopt;
  const auto moments = written_moments_at(page.tokens, at + lead.tokens);
  if (!moments || !moments->days || moments->days->spans.size() != 1 || moments->hours)
    return std::nullopt;
  const auto& span = moments->days->spans[0];
  if (span.last || !span.first.day || !span.first.month) return std::nullopt;
  if (verb && span.first.year) return std::nullopt;
  static const Saying in{"trong", "vào"};  // "hoàn thành trong quý I, chậm nhất ngày 31/3"
  const bool window = i > 0 && in.at(page.tokens, i - 1);
  if (symbol_at(page.tokens, report->end, ',') && (report->year || window)) return std::nullopt;
  Phrase phrase{.meaning = Meaning::deadline, .bound = lead.bound};
  const std::chrono::month_day on{std::chrono::month{*span.first.month},
                                  std::chrono::day{*span.first.day}};
  if (!span.first.year && on.ok()) {
    set_yearly(*report, span.first, *bound, periodic > 0, page, phrase);
  } else {
    settle_moments(*moments, page.context_year, phrase);
    set_once(*report, *bound, phrase);
  }
  static const Saying yearly{"hằng năm", "hàng năm", "mỗi năm"};
  std::size_t end = moments->end + yearly.at(page.tokens, moments->end);
  if (bracket && symbol_at(page.tokens, end, ')')) ++end;
  return found_on(page, i, end, std::move(phrase));
}

}  // namespace inspectord
