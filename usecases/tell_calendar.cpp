// SPDX-License-Identifier: Apache-2.0
#include "usecases/tell_calendar.hpp"

#include "calendar/derivation_words.hpp"
#include "core/log.hpp"
#include "notifications/compose_calendar.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox.hpp"

namespace inspectord {
namespace {

std::string cited(const MovedIn& in) {
  return in.number.empty() ? in.title : in.number;
}

CalendarNews news_for(const Agency& agency, const CalendarOutcome& outcome,
                      const std::string& source, Language language) {
  CalendarNews news{.recipient = agency.id,
                    .recipient_name = agency.name,
                    .version = outcome.version,
                    .source = source,
                    .deadlines = {},
                    .visits = {}};
  for (const auto& one : outcome.moves.duties) {
    if (one.agency != agency.id) continue;
    news.deadlines.push_back(
        {one.what, cited(one.in), one.in.plan, one.duty, one.before, one.after});
  }
  for (const auto& one : outcome.moves.visits) {
    if (one.focal != agency.id) continue;
    news.visits.push_back({.unit = one.unit,
                           .plan = cited(one.in),
                           .plan_id = one.in.plan,
                           .key = one.key,
                           .date = one.day.day,
                           .off = one.day.after.off(),
                           .why = day_facts_words(language, one.day.after)});
  }
  return news;
}

/// The bytes for one contact; nullopt for an address that is none: said in the log, the others go
/// on.
std::optional<std::string> body_for(const AgencyContact& contact, MessageId id,
                                    const Composed& message, const std::string& recipient,
                                    Instant now, const House& house) {
  if (contact.kind == ContactKind::webhook) {
    return write_json(JsonObject{
        {"type", message.kind}, {"timestamp", house.zone.to_rfc3339(now)}, {"data", message.data}});
  }
  const auto address = EmailAddress::parse(contact.address);
  if (!address) {
    log::warning("a contact has no usable mail address", {{"contact", contact.id.to_string()}});
    return std::nullopt;
  }
  return render({.id = id,
                 .from = house.from,
                 .to = Mailbox{*address, recipient},
                 .reply_to = house.reply_to,
                 .subject = message.subject,
                 .date = now,
                 .utc_offset = house.zone.offset_at(now),
                 .plan = std::nullopt,
                 .text = message.text,
                 .html = message.html});
}

bool tell_at(Transaction& tx, const AgencyContact& contact, const Agency& agency,
             const CalendarOutcome& outcome, const std::string& source, Instant now,
             const House& house) {
  const auto language = parse_language(contact.language).value_or(house.language);
  const auto message =
      compose_calendar_changed(language, news_for(agency, outcome, source, language));
  const auto id = MessageId::make(now, house.random);
  const auto body = body_for(contact, id, message, agency.name, now, house);
  if (!body) return false;
  const bool mail = contact.kind == ContactKind::mail;
  outbox::enqueue(tx,
                  {.id = id,
                   .recipient = agency.id,
                   .channel = mail ? "mail" : "webhook",
                   .address = contact.address,
                   .subject = message.subject,
                   .kind = message.kind,
                   .language = std::string{to_string(language)},
                   .body = *body,
                   .send_at = now,
                   .secret_ref = mail ? std::nullopt : std::optional{contact.id.to_string()},
                   .endpoint = EndpointId{contact.id.bytes()}},
                  now);
  return true;
}

}  // namespace

int tell_calendar_changed(Transaction& tx, const CalendarOutcome& outcome,
                          const std::string& source, Instant now, const House& house) {
  const auto today = house.zone.date_of(now);
  int messages = 0;
  for (const auto id : outcome.told) {
    const auto agency = find_agency(tx, id);
    const bool over = !agency || (agency->valid_to && *agency->valid_to < today);
    if (over) continue;
    for (const auto& contact : contacts_of(tx, id, today))
      messages += tell_at(tx, contact, *agency, outcome, source, now, house) ? 1 : 0;
  }
  return messages;
}

}  // namespace inspectord
