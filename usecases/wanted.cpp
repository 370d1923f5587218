// SPDX-License-Identifier: Apache-2.0
#include "usecases/wanted.hpp"

#include "storage/policies.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace inspectord {

std::optional<ReminderPolicy> find_policy(Connection& db, AgencyId owner, std::string_view key) {
  if (const auto* built_in = find_built_in_policy(key)) return *built_in;
  auto stored = policy_rows::current(db, owner, key);
  return stored ? std::optional{std::move(stored->policy)} : std::nullopt;
}

ReminderPolicy policy_of(Connection& db, const PlanRecord& record) {
  auto found = find_policy(db, record.owner, record.content.policy);
  if (found) return std::move(*found);
  return civil_14_7_3_1();
}

RecipientCalendars::RecipientCalendars(const ReminderPolicy& policy, AgencyId plan_owner,
                                       Lookup lookup)
    : asks_(asks_for_working_days(policy)),
      lookup_(std::move(lookup)),
      owners_(lookup_(plan_owner)) {}

const DaysOff& RecipientCalendars::of(AgencyId recipient) {
  if (!asks_) return *owners_;
  const auto [place, is_new] = known_.try_emplace(recipient);
  if (is_new) place->second = lookup_(recipient);
  return *place->second;
}

Repetitions repetitions_of(Connection& db, PlanId plan, const ReminderPolicy& policy, Instant now) {
  return {.now = now,
          .sent_ahead =
              policy.repeat ? repetitions_sent_after(db, plan, now) : std::vector<LedgerRow>{}};
}

namespace {

using Told = std::tuple<UuidBytes, int, AgencyId>;

template <class Reminder>
Told told_of(const Reminder& one) {
  return {one.target, one.sequence, one.recipient};
}

RepeatWindow window_of(const Repetitions& repetitions, const Zone& zone) {
  auto window = RepeatWindow::around(zone.date_of(repetitions.now));
  for (const auto& row : repetitions.sent_ahead)
    window.until = std::max(window.until, zone.date_of(row.at));
  return window;
}

/// Many may lie between now and the last that was sent ahead: of each target and recipient the next
/// that was not sent is enough.
void keep_next(std::vector<WantedReminder>& wanted, const Repetitions& repetitions) {
  std::set<std::pair<Told, std::string>> sent;
  for (const auto& row : repetitions.sent_ahead) sent.emplace(told_of(row), row.rule);
  const auto is_open = [&](const WantedReminder& one) {
    return is_repetition(one.rule) && one.at > repetitions.now &&
           !sent.contains({told_of(one), one.rule});
  };
  std::map<Told, Instant> next;
  for (const auto& one : wanted) {
    if (!is_open(one)) continue;
    const auto [place, is_new] = next.try_emplace(told_of(one), one.at);
    if (!is_new) place->second = std::min(place->second, one.at);
  }
  std::erase_if(wanted, [&](const WantedReminder& one) {
    return is_open(one) && one.at > next.at(told_of(one));
  });
}

}  // namespace

std::vector<WantedReminder> wanted_by(const PlanRecord& record, const Directory& directory,
                                      const ReminderPolicy& policy,
                                      const RecipientCalendars::Lookup& lookup,
                                      const Repetitions& repetitions, const Zone& zone) {
  RecipientCalendars calendars{policy, record.owner, lookup};
  auto wanted = wanted_reminders(
      record, directory,
      {.policy = policy,
       .days_off_of = [&](AgencyId recipient) -> const DaysOff& { return calendars.of(recipient); },
       .plan_days_off = calendars.of_owner(),
       .zone = zone,
       .repeats = window_of(repetitions, zone)});
  if (!repetitions.sent_ahead.empty()) keep_next(wanted, repetitions);
  return wanted;
}

std::vector<WantedReminder> wanted_now(Connection& db, const PlanRecord& record,
                                       const Directory& directory, const ReminderPolicy& policy,
                                       Instant now, const House& house) {
  return wanted_by(
      record, directory, policy, [&](AgencyId agency) { return days_off_for(db, agency, house); },
      repetitions_of(db, record.id, policy, now), house.zone);
}

std::vector<WantedReminder> wanted_now(Connection& db, const PlanRecord& record,
                                       const Directory& directory, Instant now,
                                       const House& house) {
  return wanted_now(db, record, directory, policy_of(db, record), now, house);
}

}  // namespace inspectord
