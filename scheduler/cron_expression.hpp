// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "core/result.hpp"
#include "scheduler/civil.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// What becomes of a schedule where a clock is set.
enum class DstPolicy {
  /// A fixed time (one second, one minute, one hour) inside a gap runs when the gap ends; of a
  /// repeated hour it takes the first pass. All other schedules follow elapsed time: what a gap
  /// leaves out is left out, what is repeated runs in both passes. The default.
  vixie,
  /// OCPS 1.4 section 4.3.1: what lies in a gap is left out, of a repeated time the first pass
  /// runs.
  ocps,
};

std::string_view to_string(DstPolicy);
std::optional<DstPolicy> parse_dst_policy(std::string_view);

/// When something recurs, in the notation of the Open Cron Pattern Specification 1.0 to 1.4 (what
/// it leaves open: docs/decisions/0012). Exists only parsed. Years 1970 to 2199 of local time.
class CronExpression {
 public:
  static constexpr int first_year = 1970;
  static constexpr int last_year = 2199;

  /// Five, six or seven fields, or a nickname. Refusals name the field and the place.
  static Result<CronExpression> parse(std::string_view text);

  /// Once at a start, at no time of the clock: `next` has none.
  bool is_reboot() const { return reboot_; }
  /// Second, minute and hour are one number each.
  bool is_fixed_time() const;

  /// The first instant strictly after `after`, on a whole second; nullopt when there is no more.
  /// Allocates nothing, takes no lock.
  std::optional<Instant> next(Instant after, const Zone&,
                              DstPolicy = DstPolicy::vixie) const noexcept;

  /// Whether a local time fits: seconds since 1970-01-01T00:00:00.
  bool matches(std::int64_t local) const noexcept;

  /// The same schedule in its plainest form: parse(to_string(x)) == x.
  std::string to_string() const;

  friend bool operator==(const CronExpression&, const CronExpression&) = default;

 private:
  friend class CronParser;
  friend class CronWords;

  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

  CronExpression() = default;

  civil::MonthDays days_of(int length, int first_weekday) const noexcept;
  civil::MonthDays special_days(int length, int first_weekday) const noexcept;
  bool has_year(int year) const noexcept {
    return years_[static_cast<unsigned>(year - first_year) / 64] >>
               (static_cast<unsigned>(year - first_year) % 64) &
           1;
  }
  int time_from(int second_of_day) const noexcept;
  int first_time() const noexcept;
  std::int64_t next_local(std::int64_t from) const noexcept;
  std::int64_t next_elapsed(std::int64_t after, const ZoneTable&) const noexcept;
  std::int64_t next_by_clock(std::int64_t after, const ZoneTable&,
                             bool run_at_gap_end) const noexcept;

  std::uint64_t seconds_ = 1;
  std::uint64_t minutes_ = 0;
  std::uint32_t hours_ = 0;
  civil::MonthDays days_ = 0;             ///< Bits 1 to 31.
  std::array<std::uint64_t, 4> years_{};  ///< Bit 0: 1970.
  std::uint16_t months_ = 0;              ///< Bits 1 to 12.
  std::uint8_t weekdays_ = 0;             ///< Bit 0: Sunday.
  std::uint8_t last_weekdays_ = 0;        ///< Those meant in the last week of the month (5L, 5#L).
  std::array<std::uint8_t, 5> nth_weekdays_{};  ///< Those meant in its nth week (2#3).
  std::uint8_t nearest_day_ = 0;                ///< 15W; 0: none.
  bool last_day_ = false;                       ///< L
  bool last_working_day_ = false;               ///< LW
  bool any_day_ = false;                        ///< Day of month begins with * or ?.
  bool any_weekday_ = false;                    ///< Day of week begins with * or ?.
  bool both_ = false;                           ///< +
  bool special_ = false;                        ///< One of L, W, # is used.
  bool reboot_ = false;
};

}  // namespace inspectord
