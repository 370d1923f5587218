// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "usecases/calendar_moves.hpp"
#include "workflow/roles.hpp"

#include <optional>
#include <set>

namespace inspectord {

namespace refuse {
inline constexpr Reason calendar_version_used{"calendar_version_used",
                                              RefusalKind::conflict};  ///< version
inline constexpr Reason calendar_exists{"calendar_exists", RefusalKind::conflict};
inline constexpr Reason calendar_settles{"calendar_settles"};  ///< year
inline constexpr Reason calendar_unchanged{"calendar_unchanged", RefusalKind::conflict};
}  // namespace refuse

/// A change of a calendar, as it is asked for.
struct CalendarChange {
  CalendarProposal proposal;
  enum class Kind { first, next, either };

  /// The number of the version that it follows, 0 for the house's where none was accepted; nullopt:
  /// whichever.
  std::optional<int> follows{};
  /// first: refused where the owner has a calendar; next: not found where it has none, but the
  /// house always has one.
  Kind kind = Kind::either;
};

/// What a change of a calendar does, or did.
struct CalendarOutcome {
  std::optional<AgencyId> owner;
  int number = 1;  ///< Of the version in force from now on.
  std::string version;
  LocalDate valid_from{};  ///< The first day that is otherwise.
  CalendarMoves moves;
  std::set<AgencyId> told;  ///< Agencies that get one notice each.
};

/// What accepting would do, word for word. Writes nothing. The house's calendar is of
/// administrators, an agency's of its administrators and planners; another's is not found.
Result<CalendarOutcome> preview_calendar(Connection&, const CalendarChange&, const Actor&,
                                         Instant now, const House&);

/// The calendar holds from now on: open duties are due anew and their reminders planned anew, each
/// agency concerned is told once, closed duties and plans stay as they are. All of it in this
/// transaction.
Result<CalendarOutcome> accept_calendar(Transaction&, const CalendarChange&, const Actor&,
                                        Instant now, const House&);

}  // namespace inspectord
