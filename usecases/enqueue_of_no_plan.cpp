// SPDX-License-Identifier: Apache-2.0
#include "usecases/enqueue_of_no_plan.hpp"

#include "core/log.hpp"

namespace inspectord {
namespace {

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

}  // namespace

bool enqueue_of_no_plan(Transaction& tx, const Composed& message, Language language,
                        const AgencyContact& contact, const Agency& recipient,
                        const std::vector<ReminderId>& reminders, Instant now, const House& house) {
  const auto id = MessageId::make(now, house.random);
  const auto body = body_for(contact, id, message, recipient.name, now, house);
  if (!body) return false;
  const bool mail = contact.kind == ContactKind::mail;
  outbox::enqueue(tx,
                  {.id = id,
                   .recipient = recipient.id,
                   .channel = mail ? "mail" : "webhook",
                   .address = contact.address,
                   .subject = message.subject,
                   .kind = message.kind,
                   .language = std::string{to_string(language)},
                   .body = *body,
                   .send_at = now,
                   .reminders = reminders,
                   .secret_ref = mail ? std::nullopt : std::optional{contact.id.to_string()},
                   .endpoint = EndpointId{contact.id.bytes()}},
                  now);
  return true;
}

}  // namespace inspectord
