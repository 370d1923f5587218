// SPDX-License-Identifier: Apache-2.0
#include "scheduler/recurrence.hpp"

#include "scheduler/reasons.hpp"
#include "scheduler/recurrence_set.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// No days off in a row are as many: a due day moves less far.
constexpr int longest_move = 40;
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

std::vector<RecurringDay> Recurrence::due_between(LocalDate first, LocalDate last,
                                                  const DaysOff& days_off) const {
  std::vector<RecurringDay> found;
  const auto nominal = nominal_days(plus_days(first, -longest_move), plus_days(last, longest_move),
                                    static_cast<std::size_t>(-1));
  for (const auto day : nominal) {
    const auto one = placed(day, days_off);
    if (one.due >= first && one.due <= last) found.push_back(one);
  }
  return found;
}

std::optional<RecurringDay> Recurrence::first_due_after(LocalDate day,
                                                        const DaysOff& days_off) const {
  auto from = plus_days(day, -longest_move);
  const auto end = make_date(9999, 12, 31);
  while (true) {
    const auto nominal = nominal_days(from, end, 1);
    if (nominal.empty()) return std::nullopt;
    const auto one = placed(nominal.front(), days_off);
    if (one.due > day) return one;
    from = plus_days(nominal.front(), 1);
  }
}

}  // namespace inspectord
