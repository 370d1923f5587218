// SPDX-License-Identifier: Apache-2.0
// Substitutes: who stands in for which signer, from when to when, by which document.
#include "formats/field_reader.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "usecases/substitute_cases.hpp"

#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t most_of_a_body = 16 * 1024;

struct EndBody {
  std::optional<LocalDate> date;
  std::string reason;
};

}  // namespace

// The readers of formats/ find them by the namespace of their arguments.
template <class Fields>
void fields(Fields& f, Of<SubstitutionWish>) {
  f.field("signer", &SubstitutionWish::signer);
  f.field("substitute", &SubstitutionWish::substitute);
  f.field("valid_from", &SubstitutionWish::valid_from);
  f.field("valid_to", &SubstitutionWish::valid_to);
  f.field("document_number", &SubstitutionWish::document_number);
  f.field("document_date", &SubstitutionWish::document_date);
}

template <class Fields>
void fields(Fields& f, Of<EndBody>) {
  f.field("date", &EndBody::date);
  f.field("reason", &EndBody::reason);
}

namespace {

JsonObject substitution_json(const StoredSubstitution& one, const Zone& zone) {
  return JsonObject{{"id", one.what.id.to_string()},
                    {"signer", one.what.signer},
                    {"substitute", JsonObject{{"id", one.what.substitute.to_string()},
                                              {"name", one.what.substitute_name}}},
                    {"valid_from", to_string(one.what.valid_from)},
                    {"valid_to", to_string(one.what.valid_to)},
                    {"document", JsonObject{{"number", one.what.document_number},
                                            {"date", to_string(one.what.document_date)}}},
                    {"ended_on", json_of(one.what.ended_on)},
                    {"created_by", json_of(one.created_by)},
                    {"created_at", json_of(one.created_at, zone)}};
}

template <class Body>
Result<Body> read(const Request& request) {
  return decode_text<Body>(request.body.empty() ? "{}" : request.body).result();
}

struct AddJob {
  SubstitutionWish wish;
  Actor actor;
};

Handler adding(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<AddJob> {
        return AddJob{TRY(read<SubstitutionWish>(call.request)), call.actor};
      },
      [&house = parts.house](const AddJob& job, Transaction& tx, Instant now) {
        return add_substitution(tx, job.wish, job.actor, now, house);
      },
      [parts](const StoredSubstitution& made, const Call&) {
        auto response = answer_json(201, substitution_json(made, parts.house.zone));
        response.headers.add("Location", "/api/v1/substitutes/" + made.what.id.to_string());
        return response;
      });
}

struct EndJob {
  SubstitutionId id;
  std::optional<std::string> expected;  ///< Its tag.
  EndBody body;
  Actor actor;
};

Handler ending(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<EndJob> {
        const auto id = TRY(call.parameters.id<SubstitutionId>("id"));
        return EndJob{id, TRY(expected_tag(call.request)), TRY(read<EndBody>(call.request)),
                      call.actor};
      },
      [&house = parts.house](const EndJob& job, Transaction& tx,
                             Instant now) -> Result<StoredSubstitution> {
        const auto found = substitution_rows::find(tx, job.id);
        if (found && found->owner == job.actor.agency)
          TRY(check_tag(job.expected, substitution_json(*found, house.zone)));
        return end_substitution(tx, job.id, job.body.date, job.body.reason, job.actor, now, house);
      },
      [parts](const StoredSubstitution& ended, const Call&) {
        return answer_json(200, substitution_json(ended, parts.house.zone));
      });
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto after = query.id_cursor<SubstitutionId>("substitutes");
  TRY(query.finish());
  auto found = substitution_rows::list(snapshot, call.actor.agency, after, limit + 1);
  const auto* last = cut_page(found, limit);
  const auto cursor =
      last ? std::optional{write_cursor("substitutes", {last->what.id.to_string()})} : std::nullopt;
  const auto encode = [&](const StoredSubstitution& one) {
    return JsonValue{substitution_json(one, parts.house.zone)};
  };
  return answer_page(call.request, json_list(found, encode), cursor);
}

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<SubstitutionId>("id"));
  const auto found = substitution_rows::find(snapshot, id);
  if (!found || found->owner != call.actor.agency) return Refusal{no_such_thing};
  return answer_json(200, substitution_json(*found, parts.house.zone));
}

}  // namespace

std::vector<Route> substitute_routes(const ApiParts& parts) {
  const Roles keepers{Role::administrator, Role::clerk};
  const auto list_all = [parts](const Call& call, Snapshot& snapshot) {
    return list(parts, call, snapshot);
  };
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  return {
      {Method::get, "/api/v1/substitutes", Rule::signed_in(), reads(list_all)},
      {Method::post, "/api/v1/substitutes", Rule::any_of(keepers), adding(parts), most_of_a_body},
      {Method::get, "/api/v1/substitutes/{id}", Rule::signed_in(), reads(show_one)},
      {Method::post, "/api/v1/substitutes/{id}/end", Rule::any_of(keepers), ending(parts),
       most_of_a_body}};
}

}  // namespace inspectord
