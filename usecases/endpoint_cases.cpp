// SPDX-License-Identifier: Apache-2.0
#include "usecases/endpoint_cases.hpp"

#include "calendar/date_words.hpp"
#include "core/log.hpp"
#include "notifications/compose_endpoint.hpp"
#include "notifications/webhook_url.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox.hpp"
#include "usecases/directory_cases.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace inspectord {
namespace {

/// The endpoint in words that give nothing away: its URL may hold a token.
std::string shown(const AgencyContact& contact) {
  const auto address = masked_url(contact.address);
  return contact.label.empty() ? address : contact.label + " (" + address + ")";
}

std::string name_of(Transaction& tx, AgencyId id) {
  const auto agency = find_agency(tx, id);
  return agency ? agency->name : std::string{};
}

/// Tells one agency at each of its mail addresses; returns at how many.
int tell_gone(Transaction& tx, AgencyId recipient, const AgencyContact& gone, AgencyId keeper,
              Instant now, const House& house) {
  const auto today = house.zone.date_of(now);
  const auto agency = find_agency(tx, recipient);
  if (agency && agency->valid_to && *agency->valid_to < today) return 0;
  int messages = 0;
  for (const auto& contact : contacts_of(tx, recipient, today)) {
    const auto address = EmailAddress::parse(contact.address);
    if (contact.kind != ContactKind::mail || !address) continue;
    const auto language = parse_language(contact.language).value_or(house.language);
    const GoneEndpoint facts{.recipient = name_of(tx, recipient),
                             .agency = name_of(tx, gone.agency),
                             .endpoint = shown(gone),
                             .at = words(language, "checked_at",
                                         {{"hour", hour(language, house.zone.time_of(now))},
                                          {"date", long_date(language, today)}}),
                             .office = recipient == keeper ? std::string{} : name_of(tx, keeper)};
    const auto message = compose_endpoint_gone(language, facts);
    const auto id = MessageId::make(now, house.random);
    outbox::enqueue(tx,
                    {.id = id,
                     .recipient = recipient,
                     .channel = "mail",
                     .address = contact.address,
                     .subject = message.subject,
                     .kind = message.kind,
                     .language = std::string{to_string(language)},
                     .body = render({.id = id,
                                     .from = house.from,
                                     .to = Mailbox{*address, facts.recipient},
                                     .reply_to = house.reply_to,
                                     .subject = message.subject,
                                     .date = now,
                                     .utc_offset = house.zone.offset_at(now),
                                     .plan = std::nullopt,
                                     .text = message.text,
                                     .html = message.html}),
                     .send_at = now,
                     .endpoint = EndpointId{contact.id.bytes()}},
                    now);
    ++messages;
  }
  return messages;
}

}  // namespace

void retire_endpoint(Transaction& tx, ContactId id, Instant now, const House& house) {
  const auto gone = find_contact(tx, id);
  if (!gone || gone->disabled_because) return;
  endpoint_gone(tx, id, now, house);
  const auto keeper = owner_of_agency(tx, gone->agency).value_or(gone->agency);
  int messages = tell_gone(tx, gone->agency, *gone, keeper, now, house);
  if (keeper != gone->agency) messages += tell_gone(tx, keeper, *gone, keeper, now, house);
  if (messages == 0)
    log::warning("nobody could be told that an endpoint is gone", {{"contact", id.to_string()}});
}

}  // namespace inspectord
