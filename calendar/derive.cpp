// SPDX-License-Identifier: Apache-2.0
#include "calendar/derive.hpp"

#include "calendar/counting.hpp"
#include "calendar/derivation_steps.hpp"
#include "calendar/named_due.hpp"
#include "calendar/period_of_report.hpp"
#include "calendar/report_due.hpp"
#include "calendar/rule_codes.hpp"

namespace inspectord {
namespace {

/// One rule becomes days. Each overload writes its steps in the order of the thought.
class Derivation {
 public:
  Derivation(std::string raw, const DaysOff& days_off)
      : raw_(std::move(raw)), days_off_(days_off) {}

  DerivedDue operator()(const OnDay& rule) {
    return dated(derive_due_date(raw_, rule.bound, rule.day, days_off_));
  }

  DerivedDue operator()(const BeforeHour& rule) {
    return dated(derive_due_before_hour(raw_, rule.day, rule.hour, days_off_));
  }

  DerivedDue operator()(const Within& rule) {
    if (!rule.from.day) return waits_for(rule.from.event);
    say_start(rule.from, "count_from", article::first_day_not_counted);
    const auto end = counted(rule, count_forward(*rule.from.day, rule.count, rule.unit, days_off_));
    return dated(limit_ending(end, rule));
  }

  DerivedDue operator()(const NotBefore& rule) {
    if (!rule.from.day) return waits_for(rule.from.event);
    say_start(rule.from, "count_from", article::first_day_not_counted);
    const auto end = counted(rule, count_forward(*rule.from.day, rule.count, rule.unit, days_off_));
    const auto opens = plus_days(end, 1);
    steps_.push_back({"not_before", {{"opens", to_string(opens)}}});
    if (days_off_.is_day_off(opens)) {
      const auto working = days_off_.next_working_day_on_or_after(opens);
      steps_.push_back({"first_working_day", {{"day", to_string(working)}}});
    }
    add_calendar_steps(steps_, {*rule.from.day, opens}, days_off_);
    return {.standing = Standing::not_before, .opens = opens, .derivation = std::move(steps_)};
  }

  DerivedDue operator()(const Ahead& rule) {
    if (!rule.of.day) return waits_for(rule.of.event);
    say_start(rule.of, "count_back_from", article::first_day_not_counted);
    const auto end = counted(rule, count_back(*rule.of.day, rule.count, rule.unit, days_off_));
    auto due = named_day(end);
    due.limit = CountedLimit{rule.count, rule.unit, *rule.of.day, rule.of.event, true};
    due.legal_end = end;  // Art. 148(5) prolongs what is counted on; this is to be there before
    steps_.push_back({"by", {{"last_on_time", to_string(end)}}});
    say_safe_day(due);
    add_calendar_steps(steps_, {*rule.of.day, due.safe_day, end}, days_off_);
    due.derivation = steps_;
    return dated(std::move(due));
  }

  DueDate operator()(const RecurrentDay& recurs) {
    say_raw();
    steps_.push_back({"recurs_on", {{"day", to_string(recurs.day)}}});
    const auto last = placed_by(recurs.rule, recurs.day, days_off_);
    if (last != recurs.day) say_moved(recurs.day, last);
    auto due = named_day(last);
    due.nominal = recurs.day;
    due.recurs = recurs;
    steps_.push_back({"by", {{"last_on_time", to_string(last)}}});
    finish(due, last, {recurs.day});
    return due;
  }

  DerivedDue operator()(const Window& rule) {
    say_raw();
    steps_.push_back(
        {"window", {{"first", to_string(rule.first)}, {"last", to_string(rule.last)}}});
    return provisional(rule.first, rule.last);
  }

  DerivedDue operator()(const InPeriod& rule) {
    say_raw();
    steps_.push_back(period_step(rule.period));
    return provisional(rule.period.first(), rule.period.last());
  }

  DerivedDue operator()(const AtPoint& rule) {
    say_raw();
    const auto day = day_of(rule);
    steps_.push_back({"point",
                      {{"point", std::string{point_code(rule.point)}},
                       {"day", to_string(day)},
                       {"article", std::string{article::points_of_terms}}}});
    auto due = named_day(day);
    steps_.push_back({"by", {{"last_on_time", to_string(day)}}});
    finish(due, day, {});
    return dated(std::move(due));
  }

  DerivedDue operator()(const ReportBy& rule) {
    return reported((*this)(rule.due), rule.period, rule.spans);
  }

  DerivedDue operator()(const Yearly& rule) {
    if (!rule.not_before) {
      say_raw();
      steps_.push_back({"recurs", {{"frequency", "yearly"}}});
      return {.standing = Standing::recurring, .derivation = std::move(steps_)};
    }
    const auto day = next_occurrence(rule);
    auto answer = dated(named_due(raw_, rule.bound, day,
                                  {{"recurs", {{"frequency", "yearly"}}},
                                   bound_step(rule.bound, last_on_time(rule.bound, day))},
                                  days_off_));
    if (!rule.report) return answer;
    const auto period = period_of_report(*rule.report, answer.due->last_on_time);
    return reported(std::move(answer), period, DataSpans::decree_09_2019);
  }

  DerivedDue operator()(const Recurring& rule) {
    say_raw();
    steps_.push_back({"recurs", {{"frequency", std::string{frequency_code(rule.frequency)}}}});
    steps_.push_back({"no_anchor", {}});
    return {.standing = Standing::recurring, .derivation = std::move(steps_)};
  }

  DerivedDue operator()(const AtOnce&) {
    say_raw();
    steps_.push_back({"at_once", {}});
    return {.standing = Standing::at_once, .derivation = std::move(steps_)};
  }

 private:
  /// Art. 146(3): the middle of a year is its 30/6, that of a month the 15th. Of other periods, of
  /// which the code says nothing, it is the middle one of their days.
  static LocalDate day_of(const AtPoint& rule) {
    const auto first = rule.period.first(), last = rule.period.last();
    if (rule.point == PointOf::beginning) return first;
    if (rule.point == PointOf::end) return last;
    if (rule.period.kind == PeriodKind::month) return plus_days(first, 14);
    if (rule.period.kind == PeriodKind::year) return make_date(rule.period.year, 6, 30);
    return plus_days(first, days_between(first, last) / 2);
  }

  static LocalDate next_occurrence(const Yearly& rule) {
    for (auto year = rule.not_before->year();; ++year) {
      const auto day = within_month(LocalDate{year / rule.day.month() / rule.day.day()});
      if (last_on_time(rule.bound, day) >= *rule.not_before) return day;
    }
  }

  void say_raw() {
    if (!raw_.empty()) steps_.push_back({"phrase", {{"raw", raw_}}});
  }

  void say_start(const CountStart& start, const char* code, std::string_view article) {
    say_raw();
    steps_.push_back({code,
                      {{"event", start.event},
                       {"day", to_string(*start.day)},
                       {"article", std::string{article}}}});
  }

  void say_day_off(const char* code, LocalDate day, const char* other, LocalDate other_day) {
    const auto facts = days_off_.facts(day);
    steps_.push_back({code,
                      {{"day", to_string(day)},
                       {"why", std::string{day_kind_code(facts.kind)}},
                       {"name", facts.name},
                       {other, to_string(other_day)}}});
  }

  void say_moved(LocalDate day, LocalDate due) { say_day_off("moved", day, "due", due); }

  void say_safe_day(const DueDate& due) {
    if (due.safe_day != due.last_on_time)
      say_day_off("day_off_before", due.last_on_time, "safe_day", due.safe_day);
  }

  DerivedDue waits_for(const std::string& event) {
    say_raw();
    if (event.empty()) {
      steps_.push_back({"waits_for_start", {}});
    } else {
      steps_.push_back({"waits", {{"event", event}}});
    }
    return {.standing = Standing::waiting, .waits_for = event, .derivation = std::move(steps_)};
  }

  template <class Rule>
  LocalDate counted(const Rule& rule, const Counted& count) {
    for (const auto& [day, facts] : count.skipped) steps_.push_back(skipped_step(day, facts));
    const bool loose = rule.unit == TimeUnit::half_month || rule.unit == TimeUnit::half_year;
    const bool by_number = rule.unit == TimeUnit::month || rule.unit == TimeUnit::year;
    steps_.push_back({"counted",
                      {{"count", std::to_string(rule.count)},
                       {"unit", std::string{time_unit_code(rule.unit)}},
                       {"end", to_string(count.end)},
                       {"article", std::string{loose       ? article::days_of_terms
                                               : by_number ? article::same_day_number
                                                           : ""}}}});
    return count.end;
  }

  DueDate named_day(LocalDate day) const {
    return {.raw = raw_,
            .bound = Bound::by,
            .nominal = day,
            .last_on_time = day,
            .safe_day = days_off_.last_working_day_on_or_before(day),
            .legal_end = days_off_.next_working_day_on_or_after(day),
            .hour = {},
            .calendar = days_off_.version(),
            .derivation = {}};
  }

  /// A limit in days ends with its legal end (Art. 148(5)); the safe day is before.
  DueDate limit_ending(LocalDate end, const Within& rule) {
    auto due = named_day(end);
    due.last_on_time = due.legal_end;
    due.limit = CountedLimit{rule.count, rule.unit, *rule.from.day, rule.from.event};
    finish(due, end, {*rule.from.day});
    return due;
  }

  /// What all counted and named days have behind them: the day off, the calendar, its doubts.
  void finish(DueDate& due, LocalDate end, std::vector<LocalDate> more) {
    add_day_off_step(steps_, end, due, days_off_);
    more.insert(more.end(), {due.safe_day, due.legal_end});
    add_calendar_steps(steps_, more, days_off_);
    due.derivation = steps_;
  }

  DerivedDue provisional(LocalDate first, LocalDate last) {
    auto due = named_day(last);
    steps_.push_back({"ask_day", {}});
    finish(due, last, {});
    return {.standing = Standing::provisional,
            .due = std::move(due),
            .opens = first,
            .derivation = std::move(steps_)};
  }

  static DerivedDue dated(DueDate due) {
    auto steps = due.derivation;
    return {.standing = Standing::dated, .due = std::move(due), .derivation = std::move(steps)};
  }

  DerivedDue reported(DerivedDue answer, const Period& period, DataSpans spans) const {
    answer.due = over_period(*std::move(answer.due), period, spans, 0, days_off_);
    answer.derivation = answer.due->derivation;
    answer.report = answer.due->report;
    return answer;
  }

  std::string raw_;
  const DaysOff& days_off_;
  Steps steps_;
};

}  // namespace

DerivedDue derive(std::string raw, const DueRule& rule, const DaysOff& days_off) {
  return std::visit(Derivation{std::move(raw), days_off}, rule);
}

DueDate derive_recurrent_day(std::string raw, RecurrentDay recurs, const DaysOff& days_off) {
  return Derivation{std::move(raw), days_off}(recurs);
}

}  // namespace inspectord
