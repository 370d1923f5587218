// SPDX-License-Identifier: Apache-2.0
#include "usecases/wanted.hpp"

#include "storage/policies.hpp"
#include "storage/reminders.hpp"

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

RepeatWindow repeats_on(Connection& db, PlanId plan, const ReminderPolicy& policy, LocalDate today,
                        const Zone& zone) {
  auto window = RepeatWindow::around(today);
  if (!policy.repeat) return window;
  const auto sent = last_repetition_sent(db, plan);
  if (sent) window.until = std::max(window.until, zone.date_of(*sent));
  return window;
}

namespace {

bool is_repetition(const WantedReminder& one) {
  return one.rule.starts_with("repeat+");
}

/// Where a clock ahead has sent repetitions, many lie between now and the last of them: of each
/// target and recipient the next that was not sent is enough.
void keep_next_repetitions(Connection& db, PlanId plan, std::vector<WantedReminder>& wanted,
                           Instant now) {
  using Told = std::tuple<UuidBytes, int, AgencyId>;
  const auto told_of = [](const WantedReminder& one) {
    return Told{one.target, one.sequence, one.recipient};
  };
  std::set<std::pair<Told, std::string>> sent;
  for (const auto& row : repetitions_sent_after(db, plan, now))
    sent.emplace(Told{row.target, row.sequence, row.recipient}, row.rule);
  const auto is_open = [&](const WantedReminder& one) {
    return is_repetition(one) && one.at > now && !sent.contains({told_of(one), one.rule});
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
  const auto today = house.zone.date_of(now);
  const auto repeats = repeats_on(db, record.id, policy, today, house.zone);
  auto wanted = wanted_by(
      record, directory, policy, [&](AgencyId agency) { return days_off_for(db, agency, house); },
      repeats, house.zone);
  if (repeats.until > today) keep_next_repetitions(db, record.id, wanted, now);
  return wanted;
}

std::vector<WantedReminder> wanted_now(Connection& db, const PlanRecord& record,
                                       const Directory& directory, Instant now,
                                       const House& house) {
  return wanted_now(db, record, directory, policy_of(db, record), now, house);
}

}  // namespace inspectord
