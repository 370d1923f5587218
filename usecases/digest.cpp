// SPDX-License-Identifier: Apache-2.0
#include "usecases/digest.hpp"

#include "storage/agencies.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "usecases/tell.hpp"
#include "usecases/wanted.hpp"

#include <algorithm>
#include <map>

namespace inspectord {
namespace {

constexpr int rows_at_once = 1'000;

class Digesting {
 public:
  Digesting(Transaction& tx, Instant now, const House& house) : tx_(tx), now_(now), house_(house) {}

  /// Rows of one recipient and plan.
  void take(const std::vector<LedgerRow>& rows) {
    const auto& plan = load(rows.front().plan);
    std::vector<LedgerRow> speaking;
    for (const auto& row : rows) {
      if (plan.wants(row)) {
        speaking.push_back(row);
      } else {
        drop(row, "no_longer_holds");
      }
    }
    if (speaking.empty()) return;
    std::vector<Mention> mentions;
    std::vector<ReminderId> ids;
    for (const auto& row : speaking) {
      mentions.push_back({.target_kind = row.target_kind,
                          .target = row.target,
                          .rule = row.rule,
                          .part = row.part,
                          .planned_on = std::nullopt});
      ids.push_back(row.id);
    }
    const int messages = tell_reminders(tx_, plan.record, plan.directory, rows.front().recipient,
                                        mentions, ids, now_, house_);
    digest_.messages += messages;
    for (const auto& row : speaking) {
      if (messages == 0) {
        drop(row, "nobody_to_tell");
      } else {
        mark_sent(tx_, row.id, now_);
        ++digest_.sent;
      }
    }
  }

  Digest done() const { return digest_; }

 private:
  struct Loaded {
    PlanRecord record;
    Directory directory;
    std::vector<WantedReminder> wanted;

    bool wants(const LedgerRow& row) const {
      return std::ranges::any_of(wanted, [&](const WantedReminder& one) {
        return one.target == row.target && one.sequence == row.sequence && one.rule == row.rule &&
               one.recipient == row.recipient && one.at == row.at;
      });
    }
  };

  const Loaded& load(PlanId id) {
    const auto found = plans_.find(id);
    if (found != plans_.end()) return found->second;
    auto record = find_plan(tx_, id).value();
    auto directory = directory_for(tx_, record, house_.zone.date_of(now_));
    auto wanted = wanted_now(tx_, record, directory, now_, house_);
    return plans_.emplace(id, Loaded{std::move(record), std::move(directory), std::move(wanted)})
        .first->second;
  }

  void drop(const LedgerRow& row, std::string_view because) {
    mark_dropped(tx_, row.id, because, now_);
    ++digest_.dropped;
  }

  Transaction& tx_;
  const Instant now_;
  const House& house_;
  std::map<PlanId, Loaded> plans_;
  Digest digest_;
};

}  // namespace

Digest send_digest(Transaction& tx, Instant now, const House& house) {
  Digesting digesting{tx, now, house};
  const auto due = due_for_digest(tx, now, rows_at_once);
  for (auto first = due.begin(); first != due.end();) {
    const auto last = std::find_if(first, due.end(), [&](const LedgerRow& row) {
      return row.plan != first->plan || row.recipient != first->recipient;
    });
    digesting.take({first, last});
    first = last;
  }
  auto digest = digesting.done();
  digest.more = static_cast<int>(due.size()) == rows_at_once;
  return digest;
}

}  // namespace inspectord
