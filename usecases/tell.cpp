// SPDX-License-Identifier: Apache-2.0
#include "usecases/tell.hpp"

#include "calendar/date_words.hpp"
#include "core/log.hpp"
#include "storage/address_pace.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox_recall.hpp"
#include "usecases/recall.hpp"

#include <algorithm>
#include <functional>
#include <map>

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

/// What a message stands for, beside its words.
struct Carried {
  std::vector<ReminderId> reminders{};
  std::vector<ChangedVisit> news{};
  bool late = false;  ///< It has waited already: it leaves at the pace of its address.
};

bool enqueue_for(Transaction& tx, const Composed& message, const Occasion& occasion,
                 const AgencyContact& contact, const Carried& carried, Instant now,
                 const House& house) {
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
                   .send_at = carried.late ? address_pace::take(tx, contact.address, now) : now,
                   .reminders = carried.reminders,
                   .news = carried.news,
                   .secret_ref = mail ? std::nullopt : std::optional{contact.id.to_string()},
                   .endpoint = EndpointId{contact.id.bytes()}},
                  now);
  return true;
}

using Compose = std::function<Composed(const Occasion&)>;

int tell(Transaction& tx, const PlanRecord& record, const Directory& directory, AgencyId recipient,
         const Compose& compose, const Carried& carried, Instant now, const House& house) {
  const auto* agency = directory.find(recipient);
  if (agency && !agency->in_force) return 0;  // no message goes to an agency past its end
  int messages = 0;
  for (const auto& contact : contacts_of(tx, recipient, house.zone.date_of(now))) {
    const auto language = parse_language(contact.language).value_or(house.language);
    const auto occasion = occasion_of(record, directory, recipient, language, now, house);
    messages += enqueue_for(tx, compose(occasion), occasion, contact, carried, now, house) ? 1 : 0;
  }
  return messages;
}

/// A notice and as what its recipient is told.
struct AddressedNotice {
  Notice notice;
  Part part = Part::unit;
};

std::vector<ChangedVisit> changed_visits(const std::vector<AddressedNotice>& notices) {
  std::vector<ChangedVisit> visits;
  for (const auto& one : notices) {
    if (one.notice.kind != NoticeKind::visit_changed) continue;
    const auto& state = one.notice.old_state;
    visits.push_back(
        {.visit = one.notice.key,
         .old_date = one.notice.old_date,
         .old_state = state ? std::optional{std::string{state_code(*state)}} : std::nullopt});
  }
  return visits;
}

/// The visit is again what the recipient, who never read of the change, goes by.
bool is_as_before(const PlanRecord& record, const Notice& notice) {
  const auto* visit = find_by_key(record.visits, notice.key);
  const bool by_revision = !notice.unit.empty();  // which may have changed more than the day
  if (!visit || by_revision) return false;
  const bool off = visit->state == VisitState::cancelled || visit->state == VisitState::postponed;
  if (!off) return !notice.old_state && notice.old_date == visit->date;
  const bool never_told = !notice.old_state && !notice.old_date;
  return notice.old_state == visit->state || (never_told && visit->state == VisitState::cancelled);
}

/// What is said now takes the place of what was to be said of the same visits and went unsent: it
/// then speaks of the day that the recipient knows.
void replace_unsent(Transaction& tx, const PlanRecord& record, AgencyId recipient,
                    std::vector<AddressedNotice>& notices, Instant now) {
  std::vector<std::string> visits;
  for (const auto& one : changed_visits(notices)) visits.push_back(one.visit);
  if (visits.empty()) return;
  const auto known = take_back_news(tx, record.id, recipient, visits, now);
  std::erase_if(notices, [&](AddressedNotice& one) {
    const auto found = known.find(one.notice.key);
    if (one.notice.kind != NoticeKind::visit_changed || found == known.end()) return false;
    const auto& went_by = found->second;
    one.notice.old_date = went_by.old_date;
    one.notice.old_state =
        went_by.old_state ? parse_state_code<VisitState>(*went_by.old_state) : std::nullopt;
    return is_as_before(record, one.notice);
  });
}

}  // namespace

int tell_reminders(Transaction& tx, const PlanRecord& record, const Directory& directory,
                   AgencyId recipient, const std::vector<Mention>& mentions,
                   const std::vector<ReminderId>& reminders, Instant now, const House& house) {
  const bool late = std::ranges::any_of(
      mentions, [](const Mention& mention) { return mention.planned_on.has_value(); });
  return tell(
      tx, record, directory, recipient,
      [&](const Occasion& occasion) { return compose_reminders(occasion, mentions); },
      {.reminders = reminders, .late = late}, now, house);
}

int tell_notices(Transaction& tx, const PlanRecord& record, const Directory& directory,
                 const std::vector<Notice>& notices, Instant now, const House& house) {
  std::vector<AgencyId> recipients;  // in the order in which the notices name them
  std::map<AgencyId, std::vector<AddressedNotice>> addressed;
  for (const auto& notice : notices) {
    for (const auto& told : notice.to) {
      const bool off = notice.kind == NoticeKind::plan_cancelled;
      if (off && !outbox::was_told(tx, record.id, told.agency)) continue;
      auto& mine = addressed[told.agency];
      if (mine.empty()) recipients.push_back(told.agency);
      mine.push_back({.notice = notice, .part = told.part});
    }
  }
  int messages = 0;
  for (const auto recipient : recipients) {
    auto mine = addressed.at(recipient);
    replace_unsent(tx, record, recipient, mine, now);
    if (mine.empty()) continue;
    std::vector<News> news;
    for (const auto& one : mine) news.push_back({.notice = &one.notice, .part = one.part});
    messages += tell(
        tx, record, directory, recipient,
        [&](const Occasion& occasion) { return compose_notices(occasion, news); },
        {.news = changed_visits(mine)}, now, house);
  }
  return messages;
}

}  // namespace inspectord
