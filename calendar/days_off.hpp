// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <optional>
#include <set>
#include <string>

namespace inspectord {

/// Which days are worked: weekends, holidays, and Saturdays worked against a weekday off.
/// Immutable; any thread.
class DaysOff {
 public:
  /// `off`: weekdays on which state bodies rest; `worked`: weekend days on which they work.
  DaysOff(std::string version, std::set<LocalDate> off, std::set<LocalDate> worked)
      : version_(std::move(version)), off_(std::move(off)), worked_(std::move(worked)) {}

  /// The days of the official decisions 2022-2026 (sources beside the table in the .cpp).
  static const DaysOff& vietnam();

  const std::string& version() const { return version_; }
  bool is_day_off(LocalDate) const;
  bool is_holiday(LocalDate day) const { return off_.contains(day); }

  LocalDate last_working_day_on_or_before(LocalDate) const;
  LocalDate next_working_day_on_or_after(LocalDate) const;

 private:
  std::string version_;
  std::set<LocalDate> off_;
  std::set<LocalDate> worked_;
};

}  // namespace inspectord
