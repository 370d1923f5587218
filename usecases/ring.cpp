// SPDX-License-Identifier: Apache-2.0
#include "usecases/ring.hpp"

#include "storage/agencies.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "usecases/alone.hpp"
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
  ReminderPolicy policy;
  std::vector<WantedReminder> wanted;
};

bool is_among(const std::vector<WantedReminder>& wanted, const LedgerRow& row) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const WantedReminder& one) {
    return one.target == row.target && one.sequence == row.sequence && one.rule == row.rule &&
           one.recipient == row.recipient && one.at == row.at;
  });
}

class Ringing {
 public:
  Ringing(Transaction& tx, Instant now, const House& house) : tx_(tx), now_(now), house_(house) {}

  /// What cannot be told is dropped, with its reason, and holds up nobody else's reminders.
  void take(const Group& group) {
    const Rung before = rung_;
    const bool told = done_alone(tx_, "a reminder could not be told", group.front().id.to_string(),
                                 [&] { tell(group); });
    if (told) return;
    rung_ = before;
    for (const auto& row : group) drop(row, "cannot_be_told");
  }

  /// Of repetitions only the next is in the ledger: where one was told, another follows. What no
  /// longer held may be wanted at another instant.
  void plan_what_follows() {
    for (const auto& [id, plan] : plans_) {
      if (plan.policy.repeat || moved_.contains(id))
        reconcile_ledger(tx_, id, plan.wanted, now_, {}, house_.random);
    }
  }

  const Rung& rung() const { return rung_; }

 private:
  void tell(const Group& group) {
    const LoadedPlan& plan = load(group.front().plan);
    std::vector<LedgerRow> speaking;
    for (const auto& row : group) {
      if (!is_wanted(plan, row)) {
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
        .emplace(id, LoadedPlan{std::move(record), std::move(directory), policy, std::move(wanted)})
        .first->second;
  }

  /// Repetitions are looked at around a day: one that was slept through for long is judged by its
  /// own.
  bool is_wanted(const LoadedPlan& plan, const LedgerRow& row) {
    if (is_among(plan.wanted, row)) return true;
    if (!plan.policy.repeat || now_ - row.at < late_after) return false;
    const auto [place, is_new] =
        wanted_then_.try_emplace({plan.record.id, house_.zone.date_of(row.at)});
    if (is_new)
      place->second = wanted_now(tx_, plan.record, plan.directory, plan.policy, row.at, house_);
    return is_among(place->second, row);
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
  std::map<std::pair<PlanId, LocalDate>, std::vector<WantedReminder>> wanted_then_;
  std::set<PlanId> moved_;
  Rung rung_;
};

}  // namespace

std::optional<Instant> last_rang_at(Connection& db) {
  const auto rows = db.query("SELECT rang_at FROM alarm WHERE one = 1");
  return rows.empty() ? std::nullopt : std::optional{rows.front().instant(0)};
}

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

}  // namespace inspectord
