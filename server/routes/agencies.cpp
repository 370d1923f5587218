// SPDX-License-Identifier: Apache-2.0
// The directory: agencies, where they are told, and directory files.
#include "storage/agencies.hpp"

#include "formats/directory_file.hpp"
#include "notifications/webhook_url.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
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

JsonObject agency_view(const Agency& agency) {
  return JsonObject{{"id", agency.id.to_string()},
                    {"name", agency.name},
                    {"short_name", agency.short_name},
                    {"aliases", json_texts(agency.aliases)},
                    {"level", agency.level},
                    {"parent_name", agency.parent_name},
                    {"firm", agency.firm},
                    {"valid_from", json_of(agency.valid_from)},
                    {"valid_to", json_of(agency.valid_to)}};
}

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

/// Never with its secret: that is shown once, when the contact is made. A webhook's URL is masked.
JsonObject contact_view(const AgencyContact& contact) {
  return JsonObject{{"id", contact.id.to_string()},
                    {"agency", contact.agency.to_string()},
                    {"kind", contact.kind == ContactKind::mail ? "mail" : "webhook"},
                    {"address", contact.kind == ContactKind::webhook ? masked_url(contact.address)
                                                                     : contact.address},
                    {"label", contact.label},
                    {"language", contact.language},
                    {"disabled_because", json_of(contact.disabled_because)}};
}

Result<Response> list(const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto after = query.id<AgencyId>("cursor");
  TRY(query.finish());
  auto agencies = list_agencies_seen_by(snapshot, call.actor.agency, after, limit + 1);
  const auto* last = cut_page(agencies, limit);
  const auto cursor = last ? std::optional{last->id.to_string()} : std::nullopt;
  return answer_page(call.request, json_list(agencies, agency_view), cursor);
}

Result<Response> show(const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<AgencyId>("id"));
  const auto agency = find_agency(snapshot, id);
  if (!agency || !may_see_agency(snapshot, id, call.actor.agency)) return Refusal{no_such_thing};
  auto json = agency_view(*agency);
  add_relatives(json, snapshot, id);
  json.emplace_back("contacts", json_list(all_contacts_of(snapshot, id), contact_view));
  return answer_json(200, std::move(json));
}

/// An agency about to end.
struct EndJob {
  AgencyId id;
  AgencyEnd end;
  Actor actor;
};

Handler ending(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<EndJob> {
        const auto id = TRY(call.parameters.id<AgencyId>("id"));
        const auto& body = call.request.body;
        return EndJob{id, TRY(decode_text<AgencyEnd>(body.empty() ? "{}" : body).result()),
                      call.actor};
      },
      [&house = parts.house](const EndJob& job, Transaction& tx,
                             Instant now) -> Result<JsonObject> {
        const auto waiting = TRY(end_agency(tx, job.id, job.end, job.actor, now, house));
        auto json = agency_view(find_agency(tx, job.id).value());
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
        auto json = contact_view(contact);
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
      [parts](const DirectoryImported& imported, const Call&) {
        parts.wake();
        return answer_json(200, JsonObject{{"agencies", imported.agencies},
                                           {"contacts", imported.contacts},
                                           {"members", imported.members}});
      });
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
