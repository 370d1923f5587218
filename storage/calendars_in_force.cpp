// SPDX-License-Identifier: Apache-2.0
#include "storage/calendars_in_force.hpp"

#include "storage/calendars.hpp"

#include <utility>

namespace inspectord {
namespace {

/// Not owned: it outlives the house.
std::shared_ptr<const DaysOff> borrowed(const DaysOff& days_off) {
  return {std::shared_ptr<const DaysOff>{}, &days_off};
}

DaysOff read_house(Connection& db, const DaysOff& built_in) {
  const auto stored = calendar_rows::current(db, std::nullopt);
  return stored ? DaysOff{stored->data} : built_in;
}

}  // namespace

std::shared_ptr<const DaysOff> CalendarsInForce::of(Connection& db, AgencyId owner,
                                                    const DaysOff& built_in) {
  const auto own = calendar_rows::current_id(db, owner);
  if (!own) return of_house(db, built_in);
  const Versions versions{calendar_rows::current_id(db, std::nullopt), own};
  if (auto found = known(owner, versions)) return found;
  auto both = read_house(db, built_in).with(calendar_rows::current(db, owner).value().data);
  return keep(owner, versions, std::move(both));
}

std::shared_ptr<const DaysOff> CalendarsInForce::of_house(Connection& db, const DaysOff& built_in) {
  const Versions versions{calendar_rows::current_id(db, std::nullopt), std::nullopt};
  if (!versions.house) return borrowed(built_in);
  if (auto found = known(std::nullopt, versions)) return found;
  return keep(std::nullopt, versions, read_house(db, built_in));
}

std::shared_ptr<const DaysOff> CalendarsInForce::known(std::optional<AgencyId> owner,
                                                       const Versions& versions) {
  const std::lock_guard lock{mutex_};
  const auto found = read_.find(owner);
  return found != read_.end() && found->second.versions == versions ? found->second.days_off
                                                                    : nullptr;
}

std::shared_ptr<const DaysOff> CalendarsInForce::keep(std::optional<AgencyId> owner,
                                                      const Versions& versions, DaysOff days_off) {
  auto kept = std::make_shared<const DaysOff>(std::move(days_off));
  const std::lock_guard lock{mutex_};
  read_[owner] = Read{versions, kept};
  return kept;
}

}  // namespace inspectord
