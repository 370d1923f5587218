// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence.hpp"

#include "scheduler/reasons.hpp"
#include "scheduler/recurrence_set.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// Days have no zone; they are counted in UTC.
const Zone& utc() {
  static const Zone zone = [] {
    auto found = Zone::find("UTC");
    if (!found) throw std::runtime_error("no time zone data: install the package tzdata");
    return *found;
  }();
  return zone;
}

LocalStart start_of(LocalDate day) {
  return {std::chrono::seconds{sys_days{day}.time_since_epoch()}.count(), true};
}

/// Days of `next`, from `first` to `last`.
template <class Next>
std::vector<LocalDate> collect(LocalDate first, LocalDate last, std::size_t most, Next next) {
  std::vector<LocalDate> found;
  auto from = sys_days{first};
  while (found.size() < most) {
    const std::optional<Instant> at = next(Instant{from} - std::chrono::seconds{1});
    if (!at) break;
    const auto day = std::chrono::floor<days>(*at);
    if (day > sys_days{last}) break;
    found.push_back(LocalDate{day});
    from = day + days{1};
  }
  return found;
}

}  // namespace

LocalDate begins_before(LocalDate due, const Lead& lead, const DaysOff& days_off) {
  if (!lead.working) return plus_days(due, -lead.days);
  auto day = due;
  for (int left = lead.days; left > 0; --left)
    day = days_off.last_working_day_on_or_before(plus_days(day, -1));
  return day;
}

LocalDate last_begun(LocalDate day, const Lead& lead, const DaysOff& days_off) {
  if (!lead.working) return plus_days(day, lead.days);
  auto due = day;
  for (int left = lead.days; left > 0; --left)
    due = days_off.next_working_day_on_or_after(plus_days(due, 1));
  return due;
}

Result<Recurrence> Recurrence::by_rule(std::string_view rule, LocalDate start, DaysOffRule days_off,
                                       Lead lead) {
  auto parsed = TRY(RecurrenceRule::parse(rule));
  auto fits = RecurrenceSet::make(parsed, start_of(start), utc());
  if (!fits) return std::move(fits).error();
  return Recurrence{ByRule{std::move(parsed), start}, days_off, lead};
}

Result<Recurrence> Recurrence::by_cron(std::string_view expression, DaysOffRule days_off,
                                       Lead lead) {
  const auto parsed = TRY(CronExpression::parse(expression));
  if (parsed.is_reboot()) return Refusal{reason::cron_no_start_event};
  return Recurrence{parsed, days_off, lead};
}

std::vector<LocalDate> Recurrence::nominal_days(LocalDate first, LocalDate last,
                                                std::size_t most) const {
  if (const auto* cron = std::get_if<CronExpression>(&source_)) {
    return collect(first, last, most, [&](Instant after) { return cron->next(after, utc()); });
  }
  const auto& [rule, start] = std::get<ByRule>(source_);
  auto set = RecurrenceSet::make(rule, start_of(start), utc()).value();
  set.go_after(Instant{sys_days{first}} - std::chrono::seconds{1});
  return collect(first, last, most, [&](Instant) { return set.next(); });
}

RecurringDay Recurrence::placed(LocalDate nominal, const DaysOff& days_off) const {
  const auto due = placed_by(days_off_, nominal, days_off);
  return {.nominal = nominal, .due = due, .begins = begins_before(due, lead_, days_off)};
}

/// From its own day to its due day.
int Recurrence::farthest_move(const DaysOff& days_off) const {
  return days_off_ == DaysOffRule::leave ? 0 : days_off.longest_run();
}

std::vector<RecurringDay> Recurrence::due_between(LocalDate first, LocalDate last,
                                                  const DaysOff& days_off) const {
  std::vector<RecurringDay> found;
  const int move = farthest_move(days_off);
  const auto nominal =
      nominal_days(plus_days(first, -move), plus_days(last, move), static_cast<std::size_t>(-1));
  for (const auto day : nominal) {
    const auto one = placed(day, days_off);
    if (one.due >= first && one.due <= last) found.push_back(one);
  }
  return found;
}

std::optional<RecurringDay> Recurrence::first_due_after(LocalDate day,
                                                        const DaysOff& days_off) const {
  auto one = first_from(plus_days(day, -farthest_move(days_off)), days_off);
  while (one && one->due <= day) one = first_from(plus_days(one->nominal, 1), days_off);
  return one;
}

std::optional<RecurringDay> Recurrence::first_from(LocalDate nominal,
                                                   const DaysOff& days_off) const {
  const auto days = nominal_days(nominal, make_date(9999, 12, 31), 1);
  return days.empty() ? std::nullopt : std::optional{placed(days.front(), days_off)};
}

}  // namespace inspectord
