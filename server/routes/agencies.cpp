// SPDX-License-Identifier: Apache-2.0
// The directory: agencies, where they are told, and directory files.
#include "storage/agencies.hpp"

#include "formats/directory_file.hpp"
#include "server/routes/agency_view_json.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/read_ids.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/succession.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {

template <class Fields>
void fields(Fields& f, Of<AgencyEnd>) {
  f.field("valid_to", &AgencyEnd::valid_to);
  f.field("successors", &AgencyEnd::successors);
  f.field("document", &AgencyEnd::document);
}

namespace {

JsonValue related_json(const RelatedAgency& one) {
  return JsonObject{{"id", one.id.to_string()}, {"name", one.name}, {"document", one.document}};
}

void add_relatives(JsonObject& json, Snapshot& snapshot, AgencyId id) {
  json.emplace_back("predecessors", json_list(predecessors_of(snapshot, id), related_json));
  json.emplace_back("successors", json_list(successors_of(snapshot, id), related_json));
}

JsonValue pending_json(const PendingDuty& duty) {
  return JsonObject{
      {"id", duty.id.to_string()},
      {"plan", duty.plan.to_string()},
      {"plan_title", duty.plan_title},
      {"key", duty.key},
      {"state", duty.state},
      {"last_on_time", duty.last_on_time.empty() ? JsonValue{} : JsonValue{duty.last_on_time}}};
}

Result<Response> list(const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto after = query.id_cursor<AgencyId>("agencies");
  const auto fields = query.fields();
  TRY(query.finish());
  auto agencies = list_agencies_seen_by(snapshot, call.actor.agency, after, limit + 1);
  const auto* last = cut_page(agencies, limit);
  const auto cursor =
      last ? std::optional{write_cursor("agencies", {last->id.to_string()})} : std::nullopt;
  auto items = json_list(agencies, [](const Agency& one) { return JsonValue{agency_json(one)}; });
  return answer_page(call.request, TRY(fields.of(std::move(items))), cursor);
}

/// What a single agency shows: where it comes from and goes, and its contacts.
JsonObject whole_json(Snapshot& snapshot, const Agency& agency) {
  auto json = agency_json(agency);
  add_relatives(json, snapshot, agency.id);
  json.emplace_back("contacts", json_list(all_contacts_of(snapshot, agency.id), contact_json));
  return json;
}

Result<Response> show(const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<AgencyId>("id"));
  const auto agency = find_agency(snapshot, id);
  if (!agency || !may_see_agency(snapshot, id, call.actor.agency)) return Refusal{no_such_thing};
  return answer_json(200, whole_json(snapshot, *agency));
}

/// An agency about to end.
struct EndJob {
  AgencyId id;
  std::optional<std::string> expected;  ///< Its tag.
  AgencyEnd end;
  Actor actor;
};

Handler ending(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<EndJob> {
        const auto id = TRY(call.parameters.id<AgencyId>("id"));
        const auto& body = call.request.body;
        return EndJob{id, TRY(expected_tag(call.request)),
                      TRY(decode_text<AgencyEnd>(body.empty() ? "{}" : body).result()), call.actor};
      },
      [&house = parts.house](const EndJob& job, Transaction& tx,
                             Instant now) -> Result<JsonObject> {
        const auto agency = find_agency(tx, job.id);
        if (agency && may_see_agency(tx, job.id, job.actor.agency))
          TRY(check_tag(job.expected, whole_json(tx, *agency)));
        const auto waiting = TRY(end_agency(tx, job.id, job.end, job.actor, now, house));
        auto json = agency_json(find_agency(tx, job.id).value());
        add_relatives(json, tx, job.id);
        json.emplace_back("waiting_duties", json_list(waiting, pending_json));
        return json;
      },
      [](const JsonObject& json, const Call&) { return answer_json(200, json); });
}

/// A contact on its way in.
struct ContactJob {
  AgencyContact contact;
  Actor actor;
};

Handler adding_contact(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<ContactJob> {
        const auto agency = TRY(call.parameters.id<AgencyId>("id"));
        return ContactJob{TRY(read_contact(call.request, agency)), call.actor};
      },
      [&house = parts.house](const ContactJob& job, Transaction& tx,
                             Instant now) -> Result<AgencyContact> {
        const auto id = TRY(add_contact(tx, job.contact, job.actor, now, house));
        const auto contacts = all_contacts_of(tx, job.contact.agency);
        return *std::ranges::find(contacts, id, &AgencyContact::id);
      },
      [](const AgencyContact& contact, const Call&) {
        auto json = contact_json(contact);
        if (contact.kind == ContactKind::webhook) json.emplace_back("secret", contact.secret);
        auto response = answer_json(201, std::move(json));
        response.headers.set("Cache-Control", "no-store");
        response.headers.add("Location", "/api/v1/agencies/" + contact.agency.to_string());
        return response;
      });
}

/// A directory file on its way in.
struct DirectoryJob {
  DirectoryFile file;
  Actor actor;
};

Handler importing(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<DirectoryJob> {
        return DirectoryJob{TRY(decode_directory(call.request.body).result()), call.actor};
      },
      [&house = parts.house](const DirectoryJob& job, Transaction& tx, Instant now) {
        return import_directory(tx, job.file, job.actor, now, house);
      },
      [](const DirectoryImported& imported, const Call&) {
        return answer_json(200, JsonObject{{"agencies", imported.agencies},
                                           {"contacts", imported.contacts},
                                           {"members", imported.members}});
      },
      parts.wake);
}

}  // namespace

std::vector<Route> agency_routes(const ApiParts& parts) {
  const Roles keepers{Role::administrator, Role::planner};
  return {{Method::get, "/api/v1/agencies", Rule::signed_in(), reads(list)},
          {Method::get, "/api/v1/agencies/{id}", Rule::signed_in(), reads(show)},
          {Method::post, "/api/v1/agencies/{id}/end", Rule::any_of(keepers), ending(parts)},
          {Method::post, "/api/v1/agencies/{id}/contacts", Rule::any_of(keepers),
           adding_contact(parts)},
          {Method::post, "/api/v1/directory", Rule::any_of(keepers), importing(parts)}};
}

}  // namespace inspectord
