// SPDX-License-Identifier: Apache-2.0
#include "usecases/ring.hpp"

#include "core/log.hpp"
#include "formats/json.hpp"
#include "storage/agencies.hpp"
#include "storage/journal.hpp"
#include "storage/plans.hpp"
#include "storage/policies.hpp"
#include "storage/reminders.hpp"
#include "usecases/tell.hpp"
#include "usecases/wanted.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace inspectord {
namespace {

constexpr int groups_per_ring = 200;
constexpr auto late_after = std::chrono::hours{1};

using Group = std::vector<LedgerRow>;  // of one plan and one recipient, oldest first

std::vector<Group> grouped(std::vector<LedgerRow> rows) {
  std::vector<Group> groups;
  for (auto& row : rows) {
    const bool same = !groups.empty() && groups.back().front().plan == row.plan &&
                      groups.back().front().recipient == row.recipient;
    if (!same) groups.emplace_back();
    groups.back().push_back(std::move(row));
  }
  return groups;
}

/// A plan and its reminders, loaded once a ring.
struct LoadedPlan {
  PlanRecord record;
  Directory directory;
  std::vector<WantedReminder> wanted;
  bool repeats = false;  ///< Its policy goes on until what is asked for is done.

  bool wants(const LedgerRow& row) const {
    return std::any_of(wanted.begin(), wanted.end(), [&](const WantedReminder& one) {
      return one.target == row.target && one.sequence == row.sequence && one.rule == row.rule &&
             one.recipient == row.recipient && one.at == row.at;
    });
  }
};

class Ringing {
 public:
  Ringing(Transaction& tx, Instant now, const House& house) : tx_(tx), now_(now), house_(house) {}

  /// What cannot be told is dropped, with its reason, and holds up nobody else's reminders.
  void take(const Group& group) {
    const Rung before = rung_;
    tx_.savepoint();
    try {
      tell(group);
      tx_.release_savepoint();
    } catch (const StorageError&) {
      throw;  // the act as a whole: it is tried again
    } catch (const std::exception& broken) {
      tx_.rollback_savepoint();
      rung_ = before;
      log::error("a reminder could not be told", {{"plan", group.front().plan.to_string()},
                                                  {"reminder", group.front().id.to_string()},
                                                  {"what", broken.what()}});
      for (const auto& row : group) drop(row, "cannot_be_told");
    }
  }

  /// Of repetitions only the next is in the ledger: where one was told, another follows. What no
  /// longer held may be wanted at another instant.
  void plan_what_follows() {
    for (const auto& [id, plan] : plans_) {
      if (plan.repeats || moved_.contains(id))
        reconcile_ledger(tx_, id, plan.wanted, now_, {}, house_.random);
    }
  }

  const Rung& rung() const { return rung_; }

 private:
  void tell(const Group& group) {
    const LoadedPlan& plan = load(group.front().plan);
    std::vector<LedgerRow> speaking;
    for (const auto& row : group) {
      if (!plan.wants(row)) {
        drop(row, "no_longer_holds");
        moved_.insert(row.plan);
        continue;
      }
      if (is_over(plan, row)) {
        drop(row, "past");
        continue;
      }
      // Rows come oldest first: a later one of the same target says more, and says how late it is.
      const auto overtaken =
          std::find_if(speaking.begin(), speaking.end(),
                       [&](const LedgerRow& one) { return one.target == row.target; });
      if (overtaken != speaking.end()) {
        drop(*overtaken, "overtaken");
        *overtaken = row;
      } else {
        speaking.push_back(row);
      }
    }
    if (!speaking.empty()) send(plan, group.front().recipient, speaking);
  }

  const LoadedPlan& load(PlanId id) {
    const auto found = plans_.find(id);
    if (found != plans_.end()) return found->second;
    auto record = find_plan(tx_, id).value();
    auto directory = directory_for(tx_, record, house_.zone.date_of(now_));
    const auto policy = policy_of(tx_, record);
    auto wanted = wanted_now(tx_, record, directory, policy, now_, house_);
    return plans_
        .emplace(id, LoadedPlan{std::move(record), std::move(directory), std::move(wanted),
                                policy.repeat.has_value()})
        .first->second;
  }

  /// The visit that a slept-through reminder announces is over: its day, or on that day the hour at
  /// which its last session began. Only its result may still be asked for.
  bool is_over(const LoadedPlan& plan, const LedgerRow& row) const {
    if (row.target_kind != TargetKind::visit || row.part == Part::result) return false;
    const auto* visit = plan.record.find_visit(VisitId{row.target});
    const auto today = house_.zone.date_of(now_);
    if (!visit || visit->date != today) return visit && visit->date < today;
    const auto* planned = find_by_key(plan.record.content.visits, visit->key);
    if (!planned || planned->sessions.empty()) return false;
    const auto time = house_.zone.time_of(now_);
    return std::all_of(planned->sessions.begin(), planned->sessions.end(),
                       [&](const Session& session) { return session.start < time; });
  }

  void drop(const LedgerRow& row, std::string_view because) {
    mark_dropped(tx_, row.id, because, now_);
    ++rung_.dropped;
  }

  void send(const LoadedPlan& plan, AgencyId recipient, const std::vector<LedgerRow>& rows) {
    std::vector<Mention> mentions;
    std::vector<ReminderId> ids;
    for (const auto& row : rows) {
      const bool late = now_ - row.at > late_after;
      mentions.push_back(
          {.target_kind = row.target_kind,
           .target = row.target,
           .rule = row.rule,
           .part = row.part,
           .planned_on = late ? std::optional{house_.zone.date_of(row.at)} : std::nullopt});
      ids.push_back(row.id);
    }
    const int messages =
        tell_reminders(tx_, plan.record, plan.directory, recipient, mentions, ids, now_, house_);
    rung_.messages += messages;
    for (const auto& row : rows) {
      if (messages == 0) {
        drop(row, "nobody_to_tell");
      } else {
        mark_sent(tx_, row.id, now_);
        ++rung_.sent;
      }
    }
  }

  Transaction& tx_;
  const Instant now_;
  const House& house_;
  std::map<PlanId, LoadedPlan> plans_;
  std::set<PlanId> moved_;
  Rung rung_;
};

}  // namespace

Rung ring(Transaction& tx, Instant now, const House& house) {
  Ringing ringing{tx, now, house};
  for (const auto& group : grouped(due_reminders(tx, now, groups_per_ring))) ringing.take(group);
  ringing.plan_what_follows();
  tx.execute(
      "INSERT INTO alarm (one, rang_at) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET rang_at = "
      "$1",
      now);
  Rung rung = ringing.rung();
  rung.next = next_reminder_at(tx);
  return rung;
}

namespace {

void append_gap(Transaction& tx, std::string what, std::optional<Instant> first_overdue,
                std::chrono::milliseconds jumped, Instant now, const House& house) {
  const auto last = tx.query("SELECT rang_at FROM alarm WHERE one = 1");
  JsonObject gap{
      {"rang_at", last.empty() ? JsonValue{} : JsonValue{to_rfc3339(last.front().instant(0))}},
      {"first_overdue", first_overdue ? JsonValue{to_rfc3339(*first_overdue)} : JsonValue{}},
      {"back_at", to_rfc3339(now)}};
  if (jumped.count() != 0)
    gap.emplace_back("clock_jumped_seconds",
                     std::chrono::duration_cast<std::chrono::seconds>(jumped).count());
  journal::append(
      tx,
      {.at = now,
       .actor =
           Actor{
               .user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system, .name = {}},
       .what = std::move(what),
       .subject = {"service", {}},
       .why = std::nullopt,
       .before = std::nullopt,
       .after = write_json(std::move(gap))},
      house.random);
}

/// Of repetitions only the next is in the ledger, and by a clock that was ahead it is one that is
/// far away.
void plan_repetitions_again(Transaction& tx, Instant now, const House& house) {
  for (const auto plan : plans_with_policy(tx, std::nullopt)) {
    const auto record = find_plan(tx, plan).value();
    const auto policy = policy_of(tx, record);
    if (!policy.repeat) continue;
    const auto directory = directory_for(tx, record, house.zone.date_of(now));
    const auto wanted = wanted_now(tx, record, directory, policy, now, house);
    reconcile_ledger(tx, plan, wanted, now, {}, house.random);
  }
}

}  // namespace

void record_gap(Transaction& tx, Instant now, const House& house) {
  const bool rang_before = !tx.query("SELECT 1 FROM alarm WHERE one = 1").empty();
  const auto next = next_reminder_at(tx);
  if (!rang_before || !next || now - *next <= late_after) return;
  append_gap(tx, "service.overslept", next, {}, now, house);
}

void record_gap(Transaction& tx, const Waking& waking, Instant now, const House& house) {
  const bool late = waking.armed && now - *waking.armed > late_after;
  const bool set_back = waking.jumped < -late_after;
  if (!late && !set_back && waking.jumped <= late_after) return;
  append_gap(tx, set_back ? "service.clock_set_back" : "service.overslept",
             late ? waking.armed : std::nullopt, waking.jumped, now, house);
  if (set_back) plan_repetitions_again(tx, now, house);
}

}  // namespace inspectord
