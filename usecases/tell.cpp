// SPDX-License-Identifier: Apache-2.0
#include "usecases/tell.hpp"

#include "calendar/date_words.hpp"
#include "core/log.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox.hpp"
#include "storage/reminders.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

namespace inspectord {
namespace {

Occasion occasion_of(const PlanRecord& record, const Directory& directory, AgencyId recipient,
                     Language language, Instant now, const House& house) {
  const auto today = house.zone.date_of(now);
  return Occasion{.record = record,
                  .directory = directory,
                  .recipient = recipient,
                  .language = language,
                  .today = today,
                  .checked_at = words(language, "checked_at",
                                      {{"hour", hour(language, house.zone.time_of(now))},
                                       {"date", long_date(language, today)}})};
}

std::string webhook_body(const Composed& message, Instant now, const House& house) {
  return write_json(JsonObject{
      {"type", message.kind}, {"timestamp", house.zone.to_rfc3339(now)}, {"data", message.data}});
}

/// The bytes of a mail, fixed here once. Nullopt for an address that is none: said in the log, the
/// others go on.
std::optional<std::string> mail_body(const Composed& message, MessageId id, PlanId plan,
                                     const AgencyContact& contact, const std::string& recipient,
                                     Instant now, const House& house) {
  const auto address = EmailAddress::parse(contact.address);
  if (!address) {
    log::warning("a contact has no usable mail address", {{"contact", contact.id.to_string()}});
    return std::nullopt;
  }
  return render(MailMessage{.id = id,
                            .from = house.from,
                            .to = Mailbox{*address, recipient},
                            .reply_to = house.reply_to,
                            .subject = message.subject,
                            .date = now,
                            .utc_offset = house.zone.offset_at(now),
                            .plan = plan,
                            .text = message.text,
                            .html = message.html});
}

bool enqueue_for(Transaction& tx, const Composed& message, const Occasion& occasion,
                 const AgencyContact& contact, const std::vector<ReminderId>& reminders,
                 Instant now, const House& house) {
  const auto id = MessageId::make(now, house.random);
  const auto* agency = occasion.directory.find(occasion.recipient);
  const bool mail = contact.kind == ContactKind::mail;
  const auto body = mail ? mail_body(message, id, occasion.record.id, contact,
                                     agency ? agency->name : "", now, house)
                         : std::optional{webhook_body(message, now, house)};
  if (!body) return false;
  outbox::enqueue(tx,
                  {.id = id,
                   .plan = occasion.record.id,
                   .recipient = occasion.recipient,
                   .channel = mail ? "mail" : "webhook",
                   .address = contact.address,
                   .subject = message.subject,
                   .kind = message.kind,
                   .language = std::string{to_string(occasion.language)},
                   .body = *body,
                   .send_at = now,
                   .reminders = reminders,
                   .secret_ref = mail ? std::nullopt : std::optional{contact.id.to_string()},
                   .endpoint = EndpointId{contact.id.bytes()}},
                  now);
  return true;
}

using Compose = std::function<Composed(const Occasion&)>;

int tell(Transaction& tx, const PlanRecord& record, const Directory& directory, AgencyId recipient,
         const Compose& compose, const std::vector<ReminderId>& reminders, Instant now,
         const House& house) {
  const auto* agency = directory.find(recipient);
  if (agency && !agency->in_force) return 0;  // no message goes to an agency past its end
  int messages = 0;
  for (const auto& contact : contacts_of(tx, recipient, house.zone.date_of(now))) {
    const auto language = parse_language(contact.language).value_or(house.language);
    const auto occasion = occasion_of(record, directory, recipient, language, now, house);
    messages +=
        enqueue_for(tx, compose(occasion), occasion, contact, reminders, now, house) ? 1 : 0;
  }
  return messages;
}

}  // namespace

int tell_reminders(Transaction& tx, const PlanRecord& record, const Directory& directory,
                   AgencyId recipient, const std::vector<Mention>& mentions,
                   const std::vector<ReminderId>& reminders, Instant now, const House& house) {
  return tell(
      tx, record, directory, recipient,
      [&](const Occasion& occasion) { return compose_reminders(occasion, mentions); }, reminders,
      now, house);
}

int tell_notices(Transaction& tx, const PlanRecord& record, const Directory& directory,
                 const std::vector<Notice>& notices, Instant now, const House& house) {
  std::vector<AgencyId> recipients;  // in the order in which the notices name them
  std::map<AgencyId, std::vector<News>> news;
  for (const auto& notice : notices) {
    for (const auto& told : notice.to) {
      auto& mine = news[told.agency];
      if (mine.empty()) recipients.push_back(told.agency);
      mine.push_back({.notice = &notice, .part = told.part});
    }
  }
  int messages = 0;
  for (const auto recipient : recipients) {
    messages += tell(
        tx, record, directory, recipient,
        [&](const Occasion& occasion) { return compose_notices(occasion, news.at(recipient)); }, {},
        now, house);
  }
  return messages;
}

void withdraw_unsent(Transaction& tx, PlanId plan, const std::vector<WantedReminder>& wanted,
                     bool all, std::string_view because, Instant now) {
  using Key = std::tuple<UuidBytes, int, std::string, AgencyId>;
  std::set<Key> holds;
  for (const auto& one : wanted) holds.emplace(one.target, one.sequence, one.rule, one.recipient);
  const auto unsent = tx.query(
      "SELECT id FROM messages WHERE plan_id = $1 AND attempts = 0"
      " AND state IN ('queued', 'held', 'retrying')",
      plan);
  for (const auto& row : unsent) {
    const auto message = row.id<MessageId>(0);
    std::vector<ReminderId> still_holding, gone;
    for (const auto& part :
         tx.query("SELECT r.id, r.target, r.sequence, r.rule, r.recipient FROM message_reminders m"
                  " JOIN reminders r ON r.id = m.reminder_id WHERE m.message_id = $1",
                  message)) {
      const Key key{part.id<PlanId>(1).bytes(), static_cast<int>(part.integer(2)), part.text(3),
                    part.id<AgencyId>(4)};
      (holds.contains(key) && !all ? still_holding : gone).push_back(part.id<ReminderId>(0));
    }
    if (gone.empty() && !all) continue;
    outbox::withdraw(tx, message, because.empty() ? "no_longer_holds" : because, now);
    for (const auto id : gone)
      mark_dropped(tx, id, because.empty() ? "no_longer_holds" : because, now);
    for (const auto id : still_holding) {  // not where another channel has carried it already
      tx.execute(
          "UPDATE reminders SET state = 'planned', settled_at = NULL WHERE id = $1 AND NOT EXISTS"
          " (SELECT 1 FROM message_reminders o JOIN messages m ON m.id = o.message_id"
          "  WHERE o.reminder_id = $1 AND m.state IN ('accepted', 'sending'))",
          id);
    }
  }
}

}  // namespace inspectord
