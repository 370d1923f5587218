// SPDX-License-Identifier: Apache-2.0
#include "server/routes/kept_feed.hpp"

#include "server/http/entity_tag.hpp"
#include "storage/agencies.hpp"
#include "storage/journal.hpp"
#include "storage/plans.hpp"

#include <cassert>
#include <set>
#include <utility>

namespace inspectord {
namespace {

/// More changes than this are not followed one by one.
constexpr std::size_t most_followed = 256;

std::optional<PlanId> plan_of(Snapshot& snapshot, const Subject& subject) {
  const auto& [kind, id] = subject;
  if (kind == "plan") return PlanId{id};
  if (kind == "visit") return find_plan_of_visit(snapshot, VisitId{id});
  if (kind == "duty" || kind == "recommendation") return find_plan_of_duty(snapshot, DutyId{id});
  if (kind == "task") return find_plan_of_task(snapshot, TaskId{id});
  if (kind == "score") return find_plan_of_score(snapshot, ScoreId{id});
  return std::nullopt;
}

/// What no entry is made of; what agencies and contacts change is told by the directory's version.
bool is_apart(const std::string& kind) {
  static const std::set<std::string, std::less<>> apart{"agency", "contact", "user",
                                                        "feed",   "message", "service"};
  return apart.contains(kind);
}

}  // namespace

std::shared_ptr<const KeptBody> KeptFeed::body(Snapshot& snapshot, const Feed& feed,
                                               LocalDate today, const Zone& zone) {
  const auto sequence = journal::last_sequence(snapshot);
  const auto directory = directory_version(snapshot);
  const bool same_ground = body_ && directory_ == directory && today_ == today;
  if (same_ground && sequence_ == sequence) return body_;
  const auto since = std::exchange(sequence_, -1);  // should something fail, all is made anew
  directory_ = directory;
  today_ = today;
  if (!same_ground || !follow(snapshot, feed, since)) make_anew(snapshot, feed);
  settle_times(zone);
  body_ = put_together(name_of(snapshot, feed));
  sequence_ = sequence;
  assert(body_->bytes() == encode_calendar(calendar_of(snapshot, feed, today), zone));
  return body_;
}

/// False: too much has happened, or something of which it is not known what it changes.
bool KeptFeed::follow(Snapshot& snapshot, const Feed& feed, std::int64_t since) {
  if (since < 0) return false;
  const auto subjects = journal::subjects_after(snapshot, since, most_followed);
  if (!subjects) return false;
  std::set<PlanId> changed;
  for (const auto& subject : *subjects) {
    if (const auto plan = plan_of(snapshot, subject)) {
      changed.insert(*plan);
    } else if (!is_apart(subject.kind)) {
      return false;
    }
  }
  for (const auto plan : changed) replace(snapshot, feed, plan);
  return true;
}

void KeptFeed::make_anew(Snapshot& snapshot, const Feed& feed) {
  entries_.clear();
  unwritten_.clear();
  of_plan_.clear();
  years_.clear();
  years_changed_ = true;
  for (const auto plan : plans_of(snapshot, feed)) replace(snapshot, feed, plan);
}

void KeptFeed::replace(Snapshot& snapshot, const Feed& feed, PlanId plan) {
  drop(plan);
  if (!may_show(snapshot, feed, plan)) return;
  auto& mine = of_plan_[plan];
  for (auto& event : events_of(snapshot, feed, plan, today_)) {
    count_year(event, 1);
    Place place{event.day, event.start, event.uid};
    mine.push_back(entries_.emplace(std::move(place), Entry{std::move(event), {}, {}}));
    unwritten_.push_back(&mine.back()->second);
  }
}

void KeptFeed::drop(PlanId plan) {
  const auto mine = of_plan_.find(plan);
  if (mine == of_plan_.end()) return;
  for (const auto entry : mine->second) {
    count_year(entry->second.event, -1);
    entries_.erase(entry);
  }
  of_plan_.erase(mine);
}

void KeptFeed::count_year(const CalendarEvent& event, int by) {
  if (!event.start) return;
  auto& count = years_[event.day.year()];
  const bool known = count > 0;
  count += by;
  if (known != (count > 0)) years_changed_ = true;
}

/// Writes the entries that are new; all, where an event of another year changes how times are
/// written.
void KeptFeed::settle_times(const Zone& zone) {
  bool same = true;
  if (std::exchange(years_changed_, false) || !times_) {
    std::set<std::chrono::year> years;
    for (const auto& [year, count] : years_) {
      if (count > 0) years.insert(year);
    }
    CalendarTimes times{zone, years};
    same = times_ && *times_ == times;
    times_.emplace(std::move(times));
  }
  if (same) {
    for (auto* entry : unwritten_) write(*entry);
  } else {
    for (auto& [place, entry] : entries_) write(entry);
  }
  unwritten_.clear();
}

void KeptFeed::write(Entry& entry) const {
  entry.bytes = encode_event(entry.event, *times_);
  entry.digest = sha256(entry.bytes);
}

/// The tag is that of its pieces' digests: as good as one of the bytes, and made in no time.
std::shared_ptr<const KeptBody> KeptFeed::put_together(const std::string& name) const {
  auto bytes = encode_calendar_head(name, *times_);
  std::string digests = bytes;
  std::size_t size = bytes.size() + calendar_end().size();
  for (const auto& [place, entry] : entries_) size += entry.bytes.size();
  bytes.reserve(size);
  for (const auto& [place, entry] : entries_) {
    bytes += entry.bytes;
    digests.append(reinterpret_cast<const char*>(entry.digest.data()), entry.digest.size());
  }
  bytes += calendar_end();
  return std::make_shared<const KeptBody>(std::move(bytes), tag_of(digests));
}

}  // namespace inspectord
