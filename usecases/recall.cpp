// SPDX-License-Identifier: Apache-2.0
#include "usecases/recall.hpp"

#include "storage/agencies.hpp"
#include "storage/outbox.hpp"
#include "storage/outbox_recall.hpp"
#include "storage/outbox_view.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "storage/row_ids.hpp"
#include "usecases/wanted.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace inspectord {
namespace {

using Key = std::tuple<UuidBytes, int, std::string, AgencyId>;

std::set<Key> keys_of(const std::vector<WantedReminder>& wanted) {
  std::set<Key> keys;
  for (const auto& one : wanted) keys.emplace(one.target, one.sequence, one.rule, one.recipient);
  return keys;
}

/// The reminders of a message, by whether they are still wanted.
struct Spoken {
  std::vector<ReminderId> holding, gone;
};

/// `judged`: `holds` is what this plan wants; those of others, which a digest carries as well,
/// hold.
Spoken spoken_by(Transaction& tx, const MessageId& message, const std::set<Key>& holds,
                 std::optional<PlanId> judged) {
  Spoken spoken;
  for (const auto& row : tx.query(
           "SELECT r.id, r.target, r.sequence, r.rule, r.recipient, r.plan FROM message_reminders m"
           " JOIN reminders r ON r.id = m.reminder_id WHERE m.message_id = $1",
           message)) {
    const Key key{row.id<PlanId>(1).bytes(), static_cast<int>(row.integer(2)), row.text(3),
                  row.id<AgencyId>(4)};
    const bool of_another = judged && row.id<PlanId>(5) != *judged;
    const bool is_held = of_another || holds.contains(key);
    (is_held ? spoken.holding : spoken.gone).push_back(row.id<ReminderId>(0));
  }
  return spoken;
}

/// Where another channel has carried a reminder, may have, or is carrying it, it stays as it is: it
/// was sent.
bool is_carried(Transaction& tx, const ReminderId& id, const MessageId& but) {
  return !tx.query(
                "SELECT 1 FROM message_reminders o JOIN messages m ON m.id = o.message_id"
                " WHERE o.reminder_id = $1 AND m.id <> $2"
                " AND (m.state IN ('accepted', 'sending') OR EXISTS (SELECT 1 FROM attempts a"
                " WHERE a.message_id = m.id AND a.outcome IN ('accepted', 'lost', 'unclear')))"
                " LIMIT 1",
                id, but)
              .empty();
}

void settle_rows(Transaction& tx, const MessageId& message, const Spoken& spoken,
                 std::string_view because, Instant now) {
  for (const auto& id : spoken.gone) {
    if (!is_carried(tx, id, message)) mark_dropped(tx, id, because, now);
  }
  for (const auto& id : spoken.holding) {
    if (!is_carried(tx, id, message)) mark_planned(tx, id);
  }
}

bool is_disabled(Transaction& tx, const MessageId& id) {
  return !tx.query(
                "SELECT 1 FROM messages m JOIN contacts c ON c.id = m.endpoint"
                " WHERE m.id = $1 AND c.disabled_because IS NOT NULL",
                id)
              .empty();
}

/// No message goes to an agency past its end, however long it was on its way.
bool is_past_end(Transaction& tx, const MessageId& id, LocalDate today) {
  return !tx.query(
                "SELECT 1 FROM messages m JOIN agencies a ON a.id = m.recipient_agency"
                " WHERE m.id = $1 AND a.valid_to < $2",
                id, to_string(today))
              .empty();
}

/// Whose reminders a message carries: of one plan, or of several where it is a digest.
std::vector<PlanId> plans_of(Transaction& tx, const MessageId& message) {
  return ids_of<PlanId>(
      tx.query("SELECT DISTINCT r.plan FROM message_reminders m JOIN reminders r"
               " ON r.id = m.reminder_id WHERE m.message_id = $1",
               message));
}

std::set<Key> wanted_of(Transaction& tx, PlanId plan, Instant now, const House& house) {
  const auto record = find_plan(tx, plan);
  if (!record) return {};
  const auto directory = directory_for(tx, *record, house.zone.date_of(now));
  return keys_of(wanted_now(tx, *record, directory, now, house));
}

}  // namespace

void withdraw_unsent(Transaction& tx, PlanId plan, const std::vector<WantedReminder>& wanted,
                     bool all, std::string_view because, Instant now) {
  const std::string why{because.empty() ? "no_longer_holds" : because};
  const auto holds = all ? std::set<Key>{} : keys_of(wanted);
  for (const auto& message : outbox::open_messages(tx, plan)) {
    const auto spoken = spoken_by(tx, message.id, holds, plan);
    if (spoken.gone.empty() && !all) continue;
    if (outbox::withdraw(tx, message.id, why, now)) {
      settle_rows(tx, message.id, spoken, why, now);
    } else {
      outbox::overtake(tx, message.id, why);
    }
  }
}

void withdraw_written_after(Transaction& tx, PlanId plan, Instant now, const House& house) {
  constexpr std::string_view why = "clock_set_back";
  const auto today = house.zone.date_of(now);
  for (const auto& open : outbox::open_messages(tx, plan)) {
    if (house.zone.date_of(outbox::find(tx, open.id).value().created_at) <= today) continue;
    Spoken spoken;
    spoken.holding = outbox::reminders_of(tx, open.id);
    if (spoken.holding.empty()) continue;  // news of a change: as right as before
    const bool carried = std::ranges::any_of(
        spoken.holding, [&](const ReminderId& id) { return is_carried(tx, id, open.id); });
    if (carried) continue;
    if (outbox::withdraw(tx, open.id, why, now)) {
      settle_rows(tx, open.id, spoken, why, now);
    } else {
      outbox::overtake(tx, open.id, why);
    }
  }
}

void withdraw_from_the_past(Transaction& tx, const PlanRecord& before, const PlanRecord& after,
                            const Directory& directory, std::string_view because, Instant now) {
  std::set<AgencyId> former;
  for (const auto& duty : before.duties) {
    const auto* is = after.find_duty(duty.id);
    if (!is || !duty.agency || is->agency == duty.agency) continue;
    const auto* agency = directory.find(*duty.agency);
    if (agency && !agency->in_force) former.insert(*duty.agency);
  }
  if (former.empty()) return;
  for (const auto& open : outbox::open_messages(tx, after.id)) {
    const auto message = outbox::find(tx, open.id).value();
    if (!message.recipient || !former.contains(*message.recipient)) continue;
    if (outbox::withdraw(tx, open.id, std::string{because}, now)) {
      settle_rows(tx, open.id, spoken_by(tx, open.id, {}, after.id), because, now);
    } else {
      outbox::overtake(tx, open.id, because);
    }
  }
}

bool still_holds(Transaction& tx, const MessageId& id, Instant now, const House& house) {
  if (is_disabled(tx, id) || is_past_end(tx, id, house.zone.date_of(now))) {
    mark_undeliverable(tx, id, now);
    return false;
  }
  const auto overtaken = outbox::overtaken(tx, id);
  if (!overtaken || outbox::may_have_arrived(tx, id)) return true;
  std::set<Key> holds;
  for (const auto plan : plans_of(tx, id)) holds.merge(wanted_of(tx, plan, now, house));
  settle_rows(tx, id, spoken_by(tx, id, holds, std::nullopt), *overtaken, now);
  return false;
}

std::map<std::string, ChangedVisit> take_back_news(Transaction& tx, PlanId plan, AgencyId recipient,
                                                   const std::vector<std::string>& visits,
                                                   Instant now) {
  std::map<std::string, ChangedVisit> known;
  for (const auto& news : outbox::open_news(tx, plan, recipient)) {
    const bool replaced =
        std::all_of(news.visits.begin(), news.visits.end(), [&](const ChangedVisit& one) {
          return std::find(visits.begin(), visits.end(), one.visit) != visits.end();
        });
    if (!replaced) continue;
    if (!outbox::withdraw(tx, news.message.id, "overtaken", now)) {
      outbox::overtake(tx, news.message.id, "overtaken");
      continue;
    }
    for (const auto& one : news.visits) known.emplace(one.visit, one);  // the oldest
  }
  return known;
}

}  // namespace inspectord
