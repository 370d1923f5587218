// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/days_off.hpp"
#include "storage/calendars.hpp"
#include "storage/connection.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace inspectord {

/// The days off by which an agency's plans go: the house's calendar with the agency's own on top.
/// Which versions are in force is asked of the database each time; what they say is read once. Any
/// thread.
class CalendarsInForce {
 public:
  /// `built_in`: where the house never accepted a calendar of its own. It outlives all answers.
  std::shared_ptr<const DaysOff> of(Connection&, AgencyId owner, const DaysOff& built_in);
  /// The house's alone.
  std::shared_ptr<const DaysOff> of_house(Connection&, const DaysOff& built_in);

 private:
  /// Which versions an answer was made of. By id: a number may come again where an act was rolled
  /// back.
  struct Versions {
    std::optional<CalendarVersionId> house, own;
    friend bool operator==(const Versions&, const Versions&) = default;
  };
  struct Read {
    Versions versions;
    std::shared_ptr<const DaysOff> days_off;
  };

  std::shared_ptr<const DaysOff> known(std::optional<AgencyId> owner, const Versions&);
  std::shared_ptr<const DaysOff> keep(std::optional<AgencyId> owner, const Versions&, DaysOff);

  std::mutex mutex_;
  std::map<std::optional<AgencyId>, Read> read_;
};

}  // namespace inspectord
