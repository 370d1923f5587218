// SPDX-License-Identifier: Apache-2.0
#include "usecases/holiday_check.hpp"

#include "formats/json.hpp"
#include "storage/journal.hpp"

namespace inspectord {
namespace {

constexpr auto decisions_come_from = std::chrono::October;

}  // namespace

std::vector<int> undecided_years(Connection& db, LocalDate today, const House& house) {
  const auto days_off = house.calendars->of_house(db, house.days_off);
  const int year = static_cast<int>(today.year());
  std::vector<int> years;
  if (days_off->is_provisional(year)) years.push_back(year);
  if (today.month() >= decisions_come_from && days_off->is_provisional(year + 1))
    years.push_back(year + 1);
  return years;
}

std::vector<int> ask_for_decisions(Transaction& tx, Instant now, const House& house) {
  auto years = undecided_years(tx, house.zone.date_of(now), house);
  for (const int year : years) {
    journal::append(tx,
                    {.at = now,
                     .actor = Actor{.user = {},
                                    .agency = {},
                                    .roles = {},
                                    .channel = ActorChannel::system,
                                    .name = {}},
                     .what = "calendar.decision_missing",
                     .subject = {"service", {}},
                     .why = std::nullopt,
                     .before = std::nullopt,
                     .after = write_json(JsonObject{{"year", year}})},
                    house.random);
  }
  return years;
}

}  // namespace inspectord
