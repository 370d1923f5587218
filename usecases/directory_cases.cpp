// SPDX-License-Identifier: Apache-2.0
#include "usecases/directory_cases.hpp"

#include "notifications/email_address.hpp"
#include "notifications/webhook_signature.hpp"
#include "notifications/webhook_url.hpp"
#include "storage/journal.hpp"
#include "workflow/reasons.hpp"

namespace inspectord {
namespace {

Result<Done> check_contact(const AgencyContact& contact, const std::string& pointer) {
  const bool fits =
      contact.kind == ContactKind::mail
          ? EmailAddress::parse(contact.address).has_value()
          : WebhookUrl::parse(contact.address, WebhookUrl::Schemes::https_and_http).has_value();
  if (!fits)
    return Refusal{refuse::bad_address, pointer + "/address", {{"address", contact.address}}};
  return Done{};
}

std::string new_secret(Random& random) {
  std::string key(32, '\0');
  random.fill(std::as_writable_bytes(std::span{key.data(), key.size()}));
  return "whsec_" + to_base64(key);
}

Result<AgencyId> only_agency_named(Transaction& tx, const std::string& name,
                                   const std::string& pointer) {
  const auto found = find_agencies_named(tx, name);
  if (found.empty()) return Refusal{refuse::unknown_agency, pointer, {{"name", name}}};
  if (found.size() > 1) return Refusal{refuse::ambiguous_agency, pointer, {{"name", name}}};
  return found.front();
}

Result<int> import_contacts(Transaction& tx, const AgencyListing& listing, AgencyId agency,
                            const std::string& pointer, Instant now, const House& house) {
  int contacts = 0;
  for (const auto& one : listing.contacts) {
    const bool mail = one.kind == ContactListingKind::mail;
    AgencyContact contact{.id = ContactId::make(now, house.random),
                          .agency = agency,
                          .kind = mail ? ContactKind::mail : ContactKind::webhook,
                          .address = one.address,
                          .label = one.label,
                          .secret = one.secret.reveal(),
                          .language = std::string{to_string(house.language)},
                          .disabled_because = {}};
    if (!mail && contact.secret.empty()) contact.secret = new_secret(house.random);
    TRY(check_contact(contact, pointer + "/contacts/" + std::to_string(contacts)));
    save_contact(tx, contact, one.valid_from, one.valid_to);
    ++contacts;
  }
  return contacts;
}

JournalEntry entry_of(std::string what, Subject subject, const Actor& actor, Instant now) {
  return {.at = now,
          .actor = actor,
          .what = std::move(what),
          .subject = std::move(subject),
          .why = std::nullopt,
          .before = std::nullopt,
          .after = std::nullopt};
}

}  // namespace

Result<DirectoryImported> import_directory(Transaction& tx, const DirectoryFile& file,
                                           const Actor& actor, Instant now, const House& house) {
  if (!actor.roles.has_any({Role::administrator, Role::planner})) {
    return Refusal{refuse::not_allowed, {}, {{"action", "import"}}};
  }
  DirectoryImported imported;
  for (std::size_t i = 0; i < file.agencies.size(); ++i) {
    const auto& listing = file.agencies[i];
    const std::string pointer = "/agencies/" + std::to_string(i);
    auto known = find_agency_by_name(tx, listing.name, listing.parent, "");
    if (!known &&
        listing.parent
            .empty()) {  // a plan may have named the body above it; the name alone has to be clear
      const auto named = find_agencies_named(tx, listing.name);
      if (named.size() > 1)
        return Refusal{refuse::ambiguous_agency, pointer + "/name", {{"name", listing.name}}};
      if (named.size() == 1) known = named.front();
    }
    const auto id = known.value_or(AgencyId::make(now, house.random));
    save_agency(tx,
                {.id = id,
                 .name = listing.name,
                 .short_name = listing.short_name,
                 .level = listing.level,
                 .parent_name = listing.parent,
                 .firm = false,
                 .aliases = listing.aliases,
                 .valid_from = listing.valid_from,
                 .valid_to = listing.valid_to},
                actor.agency);
    imported.contacts += TRY(import_contacts(tx, listing, id, pointer, now, house));
    ++imported.agencies;
    journal::append(tx, entry_of("agency.imported", Subject::of("agency", id), actor, now),
                    house.random);
  }
  for (std::size_t i = 0; i < file.groups.size(); ++i) {
    const auto& group = file.groups[i];
    for (std::size_t j = 0; j < group.members.size(); ++j) {
      const std::string pointer = "/groups/" + std::to_string(i) + "/members/" + std::to_string(j);
      const auto member = TRY(only_agency_named(tx, group.members[j], pointer));
      save_group_member(tx, group.plan, group.key, member, group.valid_from, group.valid_to);
      ++imported.members;
    }
  }
  return imported;
}

Result<ContactId> add_contact(Transaction& tx, AgencyContact contact, const Actor& actor,
                              Instant now, const House& house) {
  if (!actor.roles.has_any({Role::administrator, Role::planner})) {
    return Refusal{refuse::not_allowed, {}, {{"action", "add_contact"}}};
  }
  if (owner_of_agency(tx, contact.agency) != actor.agency) return Refusal{refuse::no_such_target};
  TRY(check_contact(contact, ""));
  contact.id = ContactId::make(now, house.random);
  if (contact.kind == ContactKind::webhook && contact.secret.empty())
    contact.secret = new_secret(house.random);
  const auto id = save_contact(tx, contact, std::nullopt, std::nullopt);
  journal::append(
      tx, entry_of("agency.contact_added", Subject::of("agency", contact.agency), actor, now),
      house.random);
  return id;
}

void endpoint_gone(Transaction& tx, ContactId id, Instant now, const House& house) {
  disable_contact(tx, id, "gone");
  const Actor service{.user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system};
  journal::append(tx, entry_of("endpoint.disabled", Subject::of("contact", id), service, now),
                  house.random);
}

}  // namespace inspectord
