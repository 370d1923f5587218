// SPDX-License-Identifier: Apache-2.0
// Revisions of a plan: every paper under which it has been in force, what each says, and where two
// of them differ.
#include "formats/json_diff.hpp"
#include "formats/plan_file.hpp"
#include "server/http/entity_tag.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/plan_view_json.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/plan_history.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace inspectord {
namespace {

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  auto response = answer_page(call.request, revisions_json(record, parts.house.zone), std::nullopt);
  response.headers.set("ETag", version_tag(record.version));
  return response;
}

/// What a revision says: a former one, the one in force, or that of an amendment on its way.
std::optional<Plan> content_of(Snapshot& snapshot, const PlanRecord& record, int revision) {
  if (revision == record.revision) return record.content;
  if (record.amendment && record.amendment->revision == revision) return record.amendment->content;
  if (revision < 1 || revision > record.revision) return std::nullopt;
  return former_content(snapshot, record.id, revision).value_or(record.content);
}

Result<int> revision_of(const Call& call) {
  const auto& text = call.parameters.at("revision");
  int revision = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, revision);
  if (read.ec != std::errc{} || read.ptr != end) return Refusal{no_such_thing};
  return revision;
}

Result<Response> show(const ApiParts&, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto revision = TRY(revision_of(call));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  const auto content = content_of(snapshot, record, revision);
  if (!content) return Refusal{no_such_thing};
  return answer_json(200, JsonObject{{"plan", id.to_string()},
                                     {"revision", revision},
                                     {"in_force", revision == record.revision},
                                     {"content", plan_to_json(*content)}});
}

JsonValue change_json(const JsonChange& change) {
  const auto* what = !change.before ? "added" : !change.after ? "removed" : "changed";
  return JsonObject{{"pointer", change.pointer},
                    {"change", what},
                    {"before", change.before.value_or(JsonValue{})},
                    {"after", change.after.value_or(JsonValue{})}};
}

Result<Response> diff(const ApiParts&, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto revision = TRY(revision_of(call));
  const auto record = TRY(look_at_whole_plan(snapshot, id, call.actor));
  Query query{call.request};
  const auto from = query.integer("from", 1, 1'000'000);
  TRY(query.finish());
  const int before = from ? static_cast<int>(*from) : std::max(1, revision - 1);
  const auto old_content = content_of(snapshot, record, before);
  const auto new_content = content_of(snapshot, record, revision);
  if (!old_content || !new_content) return Refusal{no_such_thing};
  const auto changes = json_diff(plan_to_json(*old_content), plan_to_json(*new_content));
  return answer_json(
      200,
      JsonObject{{"from", before}, {"to", revision}, {"items", json_list(changes, change_json)}});
}

}  // namespace

std::vector<Route> revision_routes(const ApiParts& parts) {
  const auto line = [&](std::string_view path, ReadOfParts read) {
    return Route{Method::get, path, Rule::signed_in(), reads_with(parts, read)};
  };
  return {line("/api/v1/plans/{id}/revisions", list),
          line("/api/v1/plans/{id}/revisions/{revision}", show),
          line("/api/v1/plans/{id}/revisions/{revision}/diff", diff)};
}

}  // namespace inspectord
