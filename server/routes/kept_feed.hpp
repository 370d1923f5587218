// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "server/http/kept_body.hpp"
#include "server/routes/feed_calendar.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace inspectord {

/// One feed, entry by entry, so that an act costs the plan that it changed and not the whole
/// calendar. Net thread.
class KeptFeed {
 public:
  /// The feed as it is now: what was made before where nothing of it has changed. `feed` is always
  /// the same one.
  std::shared_ptr<const KeptBody> body(Snapshot&, const Feed& feed, LocalDate today, const Zone&);

  /// Bytes that it holds, together.
  std::size_t size() const { return 2 * (body_ ? body_->bytes().size() : 0); }

 private:
  using Place = std::tuple<LocalDate, std::optional<LocalTime>, std::string>;  ///< The last: UID.
  struct Entry {
    CalendarEvent event;
    std::string bytes;
    Sha256 digest{};
  };
  using Entries = std::multimap<Place, Entry>;

  bool follow(Snapshot&, const Feed&, std::int64_t since);
  void make_anew(Snapshot&, const Feed&);
  void replace(Snapshot&, const Feed&, PlanId);
  void drop(PlanId);
  void settle_times(const Zone&);
  void write(Entry&) const;
  void count_year(const CalendarEvent&, int by);
  std::shared_ptr<const KeptBody> put_together(const std::string& name) const;

  std::int64_t sequence_ = -1;   ///< Of the journal: every act writes there.
  std::int64_t directory_ = -1;  ///< Its version: who belongs to what, and how it is called.
  LocalDate today_{};
  std::optional<CalendarTimes> times_;
  std::map<std::chrono::year, int> years_;  ///< In which how many events have a time of day.
  bool years_changed_ = true;
  Entries entries_;
  std::vector<Entry*> unwritten_;  ///< Of entries_.
  std::map<PlanId, std::vector<Entries::iterator>> of_plan_;
  std::shared_ptr<const KeptBody> body_;
};

}  // namespace inspectord
