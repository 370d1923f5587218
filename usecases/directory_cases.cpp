// SPDX-License-Identifier: Apache-2.0
#include "usecases/directory_cases.hpp"

#include "notifications/email_address.hpp"
#include "notifications/webhook_signature.hpp"
#include "notifications/webhook_url.hpp"
#include "usecases/directory_entries.hpp"
#include "workflow/one_line.hpp"
#include "workflow/reasons.hpp"

#include <map>

namespace inspectord {
namespace {

/// What a directory calls things stands in subjects, tables and calendars.
Result<Done> check_names(const AgencyListing& listing, const std::string& pointer) {
  Guard guard{{}};
  need_one_line(guard, listing.name, pointer + "/name");
  need_one_line(guard, listing.short_name, pointer + "/short_name");
  need_one_line(guard, listing.parent, pointer + "/parent");
  need_one_line(guard, listing.level, pointer + "/level");
  for (std::size_t i = 0; i < listing.aliases.size(); ++i)
    need_one_line(guard, listing.aliases[i], pointer + "/aliases/" + std::to_string(i));
  if (!guard.passed()) return std::move(guard).refusal();
  return Done{};
}

Result<Done> check_contact(const AgencyContact& contact, const std::string& pointer) {
  Guard guard{{}};
  need_one_line(guard, contact.label, pointer + "/label");
  need_one_line(guard, contact.language, pointer + "/language");
  if (!guard.passed()) return std::move(guard).refusal();
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

/// Who does it, when, and what it needs.
struct Importing {
  Transaction& tx;
  const Actor& actor;
  Instant now;
  const House& house;

  /// Agencies of a name that the actor's house may know of.
  std::vector<AgencyId> seen(const std::string& name) const {
    auto found = find_agencies_named(tx, name);
    std::erase_if(found, [&](AgencyId id) { return !may_see_agency(tx, id, actor.agency); });
    return found;
  }
};

Refusal ambiguous(Transaction& tx, const std::vector<AgencyId>& candidates, const std::string& name,
                  std::string pointer) {
  return Refusal{refuse::ambiguous_agency,
                 std::move(pointer),
                 {{"name", name}, {"candidates", described(tx, candidates)}}};
}

Result<int> import_contacts(const Importing& in, const AgencyListing& listing, AgencyId agency,
                            const std::string& pointer) {
  const auto& house = in.house;
  int contacts = 0;
  for (const auto& one : listing.contacts) {
    const bool mail = one.kind == ContactListingKind::mail;
    AgencyContact contact{.id = ContactId::make(in.now, house.random),
                          .agency = agency,
                          .kind = mail ? ContactKind::mail : ContactKind::webhook,
                          .address = one.address,
                          .label = one.label,
                          .secret = one.secret.reveal(),
                          .language = std::string{to_string(house.language)},
                          .disabled_because = {}};
    if (!mail && contact.secret.empty()) contact.secret = new_secret(house.random);
    TRY(check_contact(contact, pointer + "/contacts/" + std::to_string(contacts)));
    note_contact(in.tx, contact, one.valid_from, one.valid_to, in.actor, in.now, house);
    ++contacts;
  }
  return contacts;
}

/// The agency that a listing means, if it is there. Without a body above it, the name alone has to
/// be clear to whoever imports: a plan may have named that body.
Result<std::optional<AgencyId>> known_agency(const Importing& in, const AgencyListing& listing,
                                             const std::string& pointer) {
  const auto exact = find_agency_by_name(in.tx, listing.name, listing.parent, "");
  if (!listing.parent.empty()) {  // "inspectord user add" knew only the name of a house
    const auto own = find_agency(in.tx, in.actor.agency);
    const bool means_own = own && own->parent_name.empty() && own->name == listing.name;
    return exact || !means_own ? exact : std::optional{in.actor.agency};
  }
  const auto named = in.seen(listing.name);
  if (named.size() > 1) return ambiguous(in.tx, named, listing.name, pointer + "/name");
  return named.empty() ? exact : std::optional{named.front()};
}

bool only_names_it(const AgencyListing& listing) {
  return listing.short_name.empty() && listing.aliases.empty() && listing.level.empty() &&
         !listing.valid_from && !listing.valid_to && listing.contacts.empty();
}

Result<AgencyId> import_agency(const Importing& in, const AgencyListing& listing,
                               const std::string& pointer) {
  TRY(check_names(listing, pointer));
  const auto known = TRY(known_agency(in, listing, pointer));
  if (known && !manages_agency(in.tx, in.actor.agency, *known)) {
    if (only_names_it(listing)) return *known;
    return Refusal{refuse::foreign_agency, pointer, {{"name", listing.name}}};
  }
  const auto id = known.value_or(AgencyId::make(in.now, in.house.random));
  auto before = entry_of(find_agency(in.tx, id));
  save_agency(in.tx,
              {.id = id,
               .name = listing.name,
               .short_name = listing.short_name,
               .level = listing.level,
               .parent_name = listing.parent,
               .firm = false,
               .aliases = listing.aliases,
               .valid_from = listing.valid_from,
               .valid_to = listing.valid_to},
              in.actor.agency);
  note(in.tx, "agency.imported", Subject::of("agency", id), std::move(before),
       entry_of(find_agency(in.tx, id)), in.actor, in.now, in.house);
  return id;
}

/// Agencies of one file by name.
using Listed = std::multimap<std::string, AgencyId>;

/// One that the file lists, else one that the actor's house may know of.
Result<AgencyId> member_named(const Importing& in, const Listed& listed, const std::string& name,
                              const std::string& pointer) {
  std::vector<AgencyId> found;
  const auto [first, last] = listed.equal_range(name);
  for (auto one = first; one != last; ++one) found.push_back(one->second);
  if (found.empty()) found = in.seen(name);
  if (found.empty()) return Refusal{refuse::unknown_agency, pointer, {{"name", name}}};
  if (found.size() > 1) return ambiguous(in.tx, found, name, pointer);
  return found.front();
}

Result<int> import_group(const Importing& in, const Listed& listed, const GroupListing& group,
                         const std::string& pointer) {
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const auto member =
        TRY(member_named(in, listed, group.members[i], pointer + "/members/" + std::to_string(i)));
    note_member(in.tx,
                {.owner = in.actor.agency,
                 .plan_key = group.plan,
                 .group_key = group.key,
                 .agency = member,
                 .from = group.valid_from,
                 .to = group.valid_to},
                in.actor, in.now, in.house);
  }
  return static_cast<int>(group.members.size());
}

}  // namespace

Result<DirectoryImported> import_directory(Transaction& tx, const DirectoryFile& file,
                                           const Actor& actor, Instant now, const House& house) {
  if (!actor.roles.has_any({Role::administrator, Role::planner})) {
    return Refusal{refuse::not_allowed, {}, {{"action", "import"}}};
  }
  const Importing in{tx, actor, now, house};
  DirectoryImported imported;
  Listed listed;
  for (std::size_t i = 0; i < file.agencies.size(); ++i) {
    const auto& listing = file.agencies[i];
    const std::string pointer = "/agencies/" + std::to_string(i);
    const auto id = TRY(import_agency(in, listing, pointer));
    imported.contacts += TRY(import_contacts(in, listing, id, pointer));
    ++imported.agencies;
    imported.ids.push_back(id);
    listed.emplace(listing.name, id);
  }
  for (std::size_t i = 0; i < file.groups.size(); ++i) {
    const std::string pointer = "/groups/" + std::to_string(i);
    imported.members += TRY(import_group(in, listed, file.groups[i], pointer));
  }
  return imported;
}

Result<ContactId> add_contact(Transaction& tx, AgencyContact contact, const Actor& actor,
                              Instant now, const House& house) {
  if (!actor.roles.has_any({Role::administrator, Role::planner})) {
    return Refusal{refuse::not_allowed, {}, {{"action", "add_contact"}}};
  }
  if (!manages_agency(tx, actor.agency, contact.agency)) return Refusal{refuse::no_such_target};
  TRY(check_contact(contact, ""));
  contact.id = ContactId::make(now, house.random);
  if (contact.kind == ContactKind::webhook && contact.secret.empty())
    contact.secret = new_secret(house.random);
  return note_contact(tx, contact, std::nullopt, std::nullopt, actor, now, house);
}

void endpoint_gone(Transaction& tx, ContactId id, Instant now, const House& house) {
  auto before = entry_of(find_contact(tx, id));
  disable_contact(tx, id, "gone");
  const Actor service{.user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system};
  note(tx, "endpoint.disabled", Subject::of("contact", id), std::move(before),
       entry_of(find_contact(tx, id)), service, now, house);
}

}  // namespace inspectord
