// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "calendar/days_off.hpp"
#include "calendar/days_off_rule.hpp"
#include "core/result.hpp"
#include "scheduler/cron_expression.hpp"
#include "scheduler/lead.hpp"
#include "scheduler/recurrence_rule.hpp"

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace inspectord {

/// One time that a duty recurs.
struct RecurringDay {
  LocalDate nominal;  ///< As the rule has it.
  LocalDate due;      ///< After the rule for days off.
  LocalDate begins;   ///< The lead before `due`.

  friend bool operator==(const RecurringDay&, const RecurringDay&) = default;
};

/// On which days a duty recurs: a recurrence rule from a day on, or a cron expression (of which the
/// days count, not the times). Pure; exists only parsed.
class Recurrence {
 public:
  static Result<Recurrence> by_rule(std::string_view rule, LocalDate start, DaysOffRule, Lead);
  static Result<Recurrence> by_cron(std::string_view expression, DaysOffRule, Lead);

  /// Those due from `first` to `last`, both included, by nominal day.
  std::vector<RecurringDay> due_between(LocalDate first, LocalDate last, const DaysOff&) const;
  /// The first due after a day; nullopt when none follows.
  std::optional<RecurringDay> first_due_after(LocalDate, const DaysOff&) const;
  /// The first whose nominal day is this one or later. By it one steps from one to the next, since
  /// a long run of days off may bring several to one due day.
  std::optional<RecurringDay> first_from(LocalDate nominal, const DaysOff&) const;

 private:
  struct ByRule {
    RecurrenceRule rule;
    LocalDate start;
  };
  using Source = std::variant<ByRule, CronExpression>;

  Recurrence(Source source, DaysOffRule days_off, Lead lead)
      : source_(std::move(source)), days_off_(days_off), lead_(lead) {}

  std::vector<LocalDate> nominal_days(LocalDate first, LocalDate last, std::size_t most) const;
  RecurringDay placed(LocalDate nominal, const DaysOff&) const;
  int farthest_move(const DaysOff&) const;

  Source source_;
  DaysOffRule days_off_;
  Lead lead_;
};

}  // namespace inspectord
