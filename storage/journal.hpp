// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "core/instant.hpp"
#include "core/random.hpp"
#include "storage/connection.hpp"
#include "workflow/roles.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// Of what an entry of the journal speaks, e.g. {"plan", id}.
struct Subject {
  std::string kind;
  UuidBytes id{};

  template <class Tag>
  static Subject of(std::string kind, const Id<Tag>& id) {
    return {std::move(kind), id.bytes()};
  }
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// What was done: written by every act, in its transaction.
struct JournalEntry {
  Instant at;
  Actor actor;
  std::string what;  ///< Code of the act, e.g. "plan.approved".
  Subject subject;
  std::optional<std::string> why;
  std::optional<std::string> before;  ///< JSON; may be erased later.
  std::optional<std::string> after;   ///< JSON; may be erased later.
};

/// An entry as it is read back.
struct JournalRecord {
  std::int64_t sequence = 0;
  JournalEntry entry;
  std::optional<Sha256> content_hash;  ///< Of salt, before and after; stays when they are erased.
  std::string salt;                    ///< Empty once the content is erased.

  bool erased() const { return content_hash && salt.empty(); }
};

/// The append-only record of all acts: audit trail, change feed, webhooks. Sequences rise by one,
/// in commit order.
namespace journal {

/// Returns the sequence. The salt comes from `random`.
std::int64_t append(Transaction&, const JournalEntry&, Random& random);

/// What follows a cursor, oldest first.
std::vector<JournalRecord> read_after(Snapshot&, std::int64_t cursor, std::size_t most);
/// Of one subject, oldest first.
std::vector<JournalRecord> read_of(Snapshot&, const Subject&);
/// Of a plan and its visits, duties and tasks: what follows a cursor, oldest first.
std::vector<JournalRecord> read_of_plan(Snapshot&, const UuidBytes& plan, std::int64_t cursor,
                                        std::size_t most);
/// Of what the entries behind a cursor speak, each once; nullopt where there are more than `most`.
std::optional<std::vector<Subject>> subjects_after(Snapshot&, std::int64_t cursor,
                                                   std::size_t most);
std::int64_t last_sequence(Snapshot&);  ///< 0: nothing yet, or no journal.

/// Forgets before and after for good; the entry and its hash stay. False: there was nothing to
/// forget.
bool erase_content(Transaction&, std::int64_t sequence);

/// Whether before and after are what was hashed when the entry was written. True for what was
/// erased.
bool is_genuine(const JournalRecord&);

}  // namespace journal
}  // namespace inspectord
