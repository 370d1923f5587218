// SPDX-License-Identifier: Apache-2.0
#include "usecases/directory_entries.hpp"

#include "core/digest.hpp"
#include "formats/json.hpp"
#include "notifications/webhook_url.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

JsonValue json_of(const std::optional<LocalDate>& date) {
  return date ? JsonValue{to_string(*date)} : JsonValue{};
}

/// What follows the host of a webhook may be a token.
std::string shown_address(const AgencyContact& contact) {
  return contact.kind == ContactKind::mail ? contact.address : masked_url(contact.address);
}

}  // namespace

std::string entry_of(const Agency& agency) {
  JsonArray aliases;
  for (const auto& alias : agency.aliases) aliases.push_back(alias);
  return write_json(JsonObject{{"name", agency.name},
                               {"short_name", agency.short_name},
                               {"level", agency.level},
                               {"parent", agency.parent_name},
                               {"aliases", std::move(aliases)},
                               {"valid_from", json_of(agency.valid_from)},
                               {"valid_to", json_of(agency.valid_to)}});
}

std::string entry_of(const AgencyContact& contact) {
  return write_json(
      JsonObject{{"contact", contact.id.to_string()},
                 {"kind", contact.kind == ContactKind::mail ? "mail" : "webhook"},
                 {"address", shown_address(contact)},
                 {"label", contact.label},
                 {"language", contact.language},
                 {"disabled_because",
                  contact.disabled_because ? JsonValue{*contact.disabled_because} : JsonValue{}}});
}

std::string entry_of(const GroupMember& member) {
  return write_json(JsonObject{{"plan", member.plan_key},
                               {"group", member.group_key},
                               {"agency", member.agency.to_string()},
                               {"valid_from", json_of(member.from)},
                               {"valid_to", json_of(member.to)}});
}

std::string described(Connection& db, const std::vector<AgencyId>& ids) {
  std::string list;
  for (const auto id : ids) {
    const auto agency = find_agency(db, id).value();
    const auto& place = agency.parent_name.empty() ? agency.scope : agency.parent_name;
    list += (list.empty() ? "" : "; ") + agency.name + (place.empty() ? "" : " (" + place + ")");
  }
  return list;
}

Subject group_subject(const GroupMember& member) {
  const auto digest =
      sha256(member.owner.to_string() + "\n" + member.plan_key + "\n" + member.group_key);
  Subject subject{.kind = "group"};
  std::copy_n(digest.begin(), subject.id.size(), subject.id.begin());
  return subject;
}

void note(Transaction& tx, std::string what, Subject subject, std::optional<std::string> before,
          std::optional<std::string> after, const Actor& actor, Instant now, const House& house) {
  journal::append(tx,
                  {.at = now,
                   .actor = actor,
                   .what = std::move(what),
                   .subject = std::move(subject),
                   .why = std::nullopt,
                   .before = std::move(before),
                   .after = std::move(after)},
                  house.random);
}

ContactId note_contact(Transaction& tx, const AgencyContact& contact, std::optional<LocalDate> from,
                       std::optional<LocalDate> to, const Actor& actor, Instant now,
                       const House& house) {
  std::optional<std::string> before;
  for (const auto& one : all_contacts_of(tx, contact.agency)) {
    if (one.kind == contact.kind && one.address == contact.address) before = entry_of(one);
  }
  const auto id = save_contact(tx, contact, from, to);
  note(tx, "agency.contact_added", Subject::of("agency", contact.agency), std::move(before),
       entry_of(find_contact(tx, id)), actor, now, house);
  return id;
}

void note_member(Transaction& tx, const GroupMember& member, const Actor& actor, Instant now,
                 const House& house) {
  auto before = entry_of(find_group_member(tx, member));
  save_group_member(tx, member);
  note(tx, "group.member_added", group_subject(member), std::move(before), entry_of(member), actor,
       now, house);
}

}  // namespace inspectord
