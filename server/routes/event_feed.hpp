// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/json_parts.hpp"
#include "storage/journal.hpp"

#include <cstdint>
#include <vector>

namespace inspectord {

/// One entry of the journal, as the API shows it.
JsonValue event_json(const JournalRecord&, const Zone&);

/// A piece of the journal as an agency sees it.
struct EventPiece {
  std::vector<JournalRecord> shown;
  std::int64_t after = 0;  ///< What was looked at, shown or not, ends here: the next cursor.
  bool more = false;
};

/// What follows a cursor, at most so many entries; looks at a bounded piece of the journal, so that
/// it may show nothing and yet not be the last. Contents of plans are left out: they are long, and
/// the plan's own entries have them.
EventPiece read_events(Snapshot&, AgencyId viewer, std::int64_t after, std::size_t limit);

}  // namespace inspectord
