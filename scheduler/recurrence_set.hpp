// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/zone.hpp"
#include "core/result.hpp"
#include "scheduler/recurrence_walk.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace inspectord {

/// What becomes of a local time that a place's clock passes over.
enum class GapRule {
  shift,  ///< It moves on by the length of the gap (RFC 5545 section 3.3.5). The default.
  skip,   ///< It is left out and not counted (RFC 5545 section 3.3.10).
};

std::optional<GapRule> parse_gap_rule(std::string_view);

/// Where a rule begins (DTSTART): a local time, or a whole day.
struct LocalStart {
  std::int64_t seconds = 0;  ///< Local, since 1970-01-01T00:00:00.
  bool is_date = false;      ///< Occurrences are days; their instant is the day's beginning.

  friend bool operator==(const LocalStart&, const LocalStart&) = default;
};

/// "2026-11-22T08:00:00", "2026-11-22T08:00", "20261122T080000", or a day "2026-11-22", "20261122".
/// No offset; years 1 to 9999.
std::optional<LocalStart> parse_local_start(std::string_view);

/// The instants of a rule in a zone, with more dates (RDATE) and without exceptions (EXDATE): in
/// order, each once. The start is one of them only where the rule has it.
class RecurrenceSet {
 public:
  struct Changes {
    std::vector<Instant> dates;
    std::vector<Instant> exceptions;
  };

  /// Refuses what only the start can tell: UNTIL of the wrong kind, times of day on whole days.
  static Result<RecurrenceSet> make(const RecurrenceRule&, LocalStart, const Zone&,
                                    GapRule = GapRule::shift, Changes = {});

  /// The next instant; nullopt when there is no more.
  std::optional<Instant> next();

  /// What follows `at` comes next. Without COUNT by arithmetic, else by counting from the start.
  void go_after(Instant at);

 private:
  RecurrenceSet(const RecurrenceRule&, LocalStart, const Zone&, GapRule, Changes);

  std::int64_t next_of_rule();
  std::int64_t next_meant();
  void read_through_gap(std::int64_t local, const ZoneTable::Meaning&);
  std::int64_t first_local_after(std::int64_t at) const;
  bool is_over(std::int64_t local, std::int64_t at) const;

  RecurrenceWalk walk_;
  std::optional<std::int64_t> count_;
  std::optional<Until> until_;
  std::int64_t start_;
  const ZoneTable* zone_;
  GapRule gap_;
  std::vector<std::int64_t> dates_, exceptions_;  ///< Seconds since 1970, sorted.

  std::int64_t left_ = 0;  ///< Of COUNT.
  std::int64_t last_ = 0;  ///< Nothing up to here any more.
  std::size_t date_ = 0;
  std::int64_t rule_next_ = 0;
  bool rule_known_ = false;              ///< rule_next_ is the rule's next.
  std::vector<std::int64_t> waiting_;    ///< Instants after a gap, the last first.
  std::optional<std::int64_t> pending_;  ///< A local time that was read too far.
};

}  // namespace inspectord
