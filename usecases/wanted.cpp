// SPDX-License-Identifier: Apache-2.0
#include "usecases/wanted.hpp"

#include "storage/policies.hpp"
#include "storage/reminders.hpp"

#include <algorithm>

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

RepeatWindow repeats_on(Connection& db, PlanId plan, const ReminderPolicy& policy, LocalDate today,
                        const Zone& zone) {
  auto window = RepeatWindow::around(today);
  if (!policy.repeat) return window;
  const auto sent = last_repetition_sent(db, plan);
  if (sent) window.until = std::max(window.until, zone.date_of(*sent));
  return window;
}

std::vector<WantedReminder> wanted_by(const PlanRecord& record, const Directory& directory,
                                      const ReminderPolicy& policy,
                                      const RecipientCalendars::Lookup& lookup,
                                      const RepeatWindow& repeats, const Zone& zone) {
  RecipientCalendars calendars{policy, record.owner, lookup};
  return wanted_reminders(
      record, directory,
      {.policy = policy,
       .days_off_of = [&](AgencyId recipient) -> const DaysOff& { return calendars.of(recipient); },
       .plan_days_off = calendars.of_owner(),
       .zone = zone,
       .repeats = repeats});
}

std::vector<WantedReminder> wanted_now(Connection& db, const PlanRecord& record,
                                       const Directory& directory, const ReminderPolicy& policy,
                                       Instant now, const House& house) {
  return wanted_by(
      record, directory, policy, [&](AgencyId agency) { return days_off_for(db, agency, house); },
      repeats_on(db, record.id, policy, house.zone.date_of(now), house.zone), house.zone);
}

std::vector<WantedReminder> wanted_now(Connection& db, const PlanRecord& record,
                                       const Directory& directory, Instant now,
                                       const House& house) {
  return wanted_now(db, record, directory, policy_of(db, record), now, house);
}

}  // namespace inspectord
