// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "scheduler/civil.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

enum class RuleFrequency : std::uint8_t {
  secondly,
  minutely,
  hourly,
  daily,
  weekly,
  monthly,
  yearly
};

std::string_view to_string(RuleFrequency);  ///< "SECONDLY"

/// The 366 days of a year as bits 1 to 366.
using YearDays = std::array<std::uint64_t, 6>;

/// "2MO", "-1FR": the nth such weekday of a month or year, from its end where negative.
struct NumberedDay {
  int ordinal = 1;
  int weekday = 0;  ///< 0 is Sunday.

  friend auto operator<=>(const NumberedDay&, const NumberedDay&) = default;
};

/// The last moment of a rule, itself included.
struct Until {
  enum class Kind { date, local, utc };
  Kind kind = Kind::utc;
  std::int64_t seconds = 0;  ///< Since 1970-01-01T00:00:00, on the clock that the kind names.

  friend bool operator==(const Until&, const Until&) = default;
};

/// The parts of a rule as sets of bits: bit n means n; an empty set that the part is absent.
/// `..._back` count from the end: bit n means -n.
struct RuleParts {
  RuleFrequency frequency = RuleFrequency::daily;
  std::int64_t interval = 1;
  std::optional<std::int64_t> count;
  std::optional<Until> until;
  std::uint64_t seconds = 0;
  std::uint64_t minutes = 0;
  std::uint32_t hours = 0;
  std::uint16_t months = 0;
  std::uint8_t weekdays = 0;    ///< BYDAY without numbers; bit 0: Sunday.
  std::uint8_t week_start = 1;  ///< 0 is Sunday.
  civil::MonthDays month_days = 0, month_days_back = 0;
  YearDays year_days{}, year_days_back{};
  std::uint64_t weeks = 0, weeks_back = 0;
  std::vector<NumberedDay> numbered_days;  ///< BYDAY with numbers, sorted.
  std::vector<int> positions;              ///< BYSETPOS, sorted.

  bool has_month_days() const { return (month_days | month_days_back) != 0; }
  bool has_year_days() const { return year_days != YearDays{} || year_days_back != YearDays{}; }
  bool has_weeks() const { return (weeks | weeks_back) != 0; }
  bool has_weekdays() const { return weekdays != 0 || !numbered_days.empty(); }

  friend bool operator==(const RuleParts&, const RuleParts&) = default;
};

/// A recurrence rule (RFC 5545 section 3.3.10). Exists only parsed, and only where the RFC allows
/// its combination of parts; what the RFC leaves open: docs/decisions/0012.
class RecurrenceRule {
 public:
  /// Refusals name the part, the place, or the rule that is broken.
  static Result<RecurrenceRule> parse(std::string_view text);

  const RuleParts& parts() const { return parts_; }

  /// The same rule in its plainest form: parse(to_string(x)) == x.
  std::string to_string() const;

  friend bool operator==(const RecurrenceRule&, const RecurrenceRule&) = default;

 private:
  explicit RecurrenceRule(RuleParts parts) : parts_(std::move(parts)) {}

  RuleParts parts_;
};

}  // namespace inspectord
