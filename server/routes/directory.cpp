// SPDX-License-Identifier: Apache-2.0
// What a house keeps: contacts of its agencies, endpoints, members of groups, files.
#include "server/routes/agency_view_json.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/directory_lists.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

/// The page of a list of contacts in the order of their ids.
Response contact_page(const Call& call, std::vector<AgencyContact> contacts, int limit,
                      std::string_view list) {
  const auto* last = cut_page(contacts, limit);
  const auto cursor =
      last ? std::optional{write_cursor(list, {last->id.to_string()})} : std::nullopt;
  return answer_page(call.request, json_list(contacts, contact_json), cursor);
}

Result<Response> contacts(const ApiParts&, const Call& call, Snapshot& snapshot) {
  const auto agency = TRY(call.parameters.id<AgencyId>("id"));
  if (!may_see_agency(snapshot, agency, call.actor.agency)) return Refusal{no_such_thing};
  Query query{call.request};
  const int limit = query.limit();
  const auto after = query.id_cursor<ContactId>("contacts");
  TRY(query.finish());
  auto all = all_contacts_of(snapshot, agency);
  std::ranges::sort(all, {}, &AgencyContact::id);
  if (after) std::erase_if(all, [&](const AgencyContact& one) { return one.id <= *after; });
  return contact_page(call, std::move(all), limit, "contacts");
}

Result<Response> contact(const ApiParts&, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<ContactId>("id"));
  const auto found = find_contact(snapshot, id);
  if (!found || !may_see_agency(snapshot, found->agency, call.actor.agency))
    return Refusal{no_such_thing};
  return answer_json(200, contact_json(*found));
}

/// Webhooks of all agencies that the house keeps.
Result<Response> endpoints(const ApiParts&, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto after = query.id_cursor<ContactId>("endpoints");
  TRY(query.finish());
  return contact_page(call, endpoints_managed_by(snapshot, call.actor.agency, after, limit + 1),
                      limit, "endpoints");
}

JsonValue member_json(const GroupMember& member, Snapshot& snapshot) {
  const auto agency = find_agency(snapshot, member.agency);
  return JsonObject{
      {"plan_key", member.plan_key},
      {"group", member.group_key},
      {"agency", JsonObject{{"id", member.agency.to_string()},
                            {"name", agency ? JsonValue{agency->name} : JsonValue{}}}},
      {"valid_from", json_of(member.from)},
      {"valid_to", json_of(member.to)}};
}

/// Members that the house's directory gives to the groups of its plans.
Result<Response> groups(const ApiParts&, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto place = query.cursor("groups", 3);
  TRY(query.finish());
  std::optional<GroupMember> after;
  if (place) {
    after = GroupMember{.owner = call.actor.agency,
                        .plan_key = place->at(0),
                        .group_key = place->at(1),
                        .agency = AgencyId::parse(place->at(2)).value(),
                        .from = {},
                        .to = {}};
  }
  auto members = group_members_of(snapshot, call.actor.agency, after, limit + 1);
  const auto* last = cut_page(members, limit);
  const auto cursor = last ? std::optional{write_cursor("groups", {last->plan_key, last->group_key,
                                                                   last->agency.to_string()})}
                           : std::nullopt;
  const auto encode = [&](const GroupMember& member) { return member_json(member, snapshot); };
  return answer_page(call.request, json_list(members, encode), cursor);
}

Result<Response> files(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto place = query.cursor("files", 2);
  TRY(query.finish());
  std::optional<HeldFile> after;
  if (place) {
    after.emplace();
    after->since = from_millis(std::stoll(place->at(0)));
    after->file.sha256 = parse_digest(place->at(1)).value();
  }
  auto held = files_held_by(snapshot, call.actor.agency, after, limit + 1);
  const auto* last = cut_page(held, limit);
  const auto cursor =
      last ? std::optional{write_cursor(
                 "files", {std::to_string(to_millis(last->since)), to_hex(last->file.sha256)})}
           : std::nullopt;
  const auto encode = [&](const HeldFile& one) {
    return JsonValue{JsonObject{{"sha256", to_hex(one.file.sha256)},
                                {"size", one.file.size},
                                {"media_type", one.file.media_type},
                                {"held_since", json_of(one.since, parts.house.zone)}}};
  };
  return answer_page(call.request, json_list(held, encode), cursor);
}

}  // namespace

std::vector<Route> directory_routes(const ApiParts& parts) {
  const auto line = [&](std::string_view path, ReadOfParts read) {
    return Route{Method::get, path, Rule::signed_in(), reads_with(parts, read)};
  };
  return {line("/api/v1/agencies/{id}/contacts", contacts), line("/api/v1/contacts/{id}", contact),
          line("/api/v1/endpoints", endpoints), line("/api/v1/groups", groups),
          line("/api/v1/files", files)};
}

}  // namespace inspectord
