// SPDX-License-Identifier: Apache-2.0
// Messages on their way out: lists, one with its bytes and attempts, sending a dead letter again.
#include "notifications/webhook_url.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox_view.hpp"
#include "storage/plans.hpp"
#include "usecases/sending_cases.hpp"

#include <utility>

namespace inspectord {
namespace {

JsonValue message_json(const StoredMessage& message, const Zone& zone) {
  return JsonObject{
      {"id", message.id.to_string()},
      {"plan", json_of(message.plan)},
      {"recipient", json_of(message.recipient)},
      {"channel", message.channel},
      {"address", message.channel == "webhook" ? masked_url(message.address) : message.address},
      {"subject", message.subject},
      {"kind", message.kind},
      {"language", message.language},
      {"state", to_code(message.state)},
      {"created_at", json_of(message.created_at, zone)},
      {"next_attempt_at",
       message.settled_at ? JsonValue{} : json_of(message.next_attempt_at, zone)},
      {"attempts", message.attempts},
      {"settled_at", json_of(message.settled_at, zone)},
      {"detail", json_of(message.detail)}};
}

JsonValue attempt_json(const Attempt& attempt, const Zone& zone) {
  return JsonObject{{"id", attempt.id.to_string()},
                    {"number", attempt.number},
                    {"started_at", json_of(attempt.started_at, zone)},
                    {"milliseconds", attempt.took ? JsonValue{attempt.took->count()} : JsonValue{}},
                    {"outcome", attempt.outcome},
                    {"status", attempt.status},
                    {"detail", attempt.detail}};
}

/// Asks for the paging parameters, lists, and answers with a page.
Result<Response> page_of(const ApiParts& parts, const Call& call, Snapshot& snapshot,
                         outbox::Filter filter) {
  Query query{call.request};
  const int limit = query.limit();
  filter.state = query.parsed<MessageState>(
      "state", "queued, held, sending, retrying, accepted, dead, withdrawn",
      [](const std::string& text) { return message_state_from_code(text); });
  filter.before = query.id_cursor<MessageId>("messages");
  filter.most = limit + 1;
  const auto fields = query.fields();
  TRY(query.finish());
  auto messages = outbox::list(snapshot, filter);
  const auto* last = cut_page(messages, limit);
  const auto cursor =
      last ? std::optional{write_cursor("messages", {last->id.to_string()})} : std::nullopt;
  auto items = json_list(messages, [&](const StoredMessage& message) {
    return message_json(message, parts.house.zone);
  });
  return answer_page(call.request, TRY(fields.of(std::move(items))), cursor);
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  outbox::Filter filter;
  filter.seen_by = call.actor.agency;
  return page_of(parts, call, snapshot, filter);
}

Result<Response> list_of_plan(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const bool whole = owner_of_plan(snapshot, id) == call.actor.agency;
  if (!whole && !concerns(snapshot, id, call.actor.agency)) return Refusal{no_such_thing};
  outbox::Filter filter;
  filter.plan = id;
  filter.seen_by = call.actor.agency;
  return page_of(parts, call, snapshot, filter);
}

/// Its plan's owner sees a message, and the agency that it is for.
Result<StoredMessage> look_at(Snapshot& snapshot, MessageId id, const Actor& actor) {
  auto message = outbox::find(snapshot, id);
  if (!message) return Refusal{no_such_thing};
  const bool own = message->recipient == actor.agency ||
                   (message->plan && owner_of_plan(snapshot, *message->plan) == actor.agency);
  if (!own) return Refusal{no_such_thing};
  return std::move(*message);
}

Result<StoredMessage> look_at(Snapshot& snapshot, const Call& call) {
  return look_at(snapshot, TRY(call.parameters.id<MessageId>("id")), call.actor);
}

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto message = TRY(look_at(snapshot, call));
  return answer_json(200, message_json(message, parts.house.zone));
}

Result<Response> body(const ApiParts&, const Call& call, Snapshot& snapshot) {
  const auto message = TRY(look_at(snapshot, call));
  auto bytes = outbox::body_of(snapshot, message.id);
  if (!bytes) return Refusal{no_such_thing};
  const auto* type = message.channel == "mail" ? "message/rfc822" : "application/json";
  auto response = make_response(200, type, std::move(*bytes));
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

Result<Response> attempts(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto message = TRY(look_at(snapshot, call));
  Query query{call.request};
  const int limit = query.limit();
  const auto place = query.cursor("attempts");
  TRY(query.finish());
  auto made = outbox::attempts_of(snapshot, message.id);
  if (place)
    std::erase_if(made,
                  [&](const Attempt& one) { return one.number <= std::stoi(place->front()); });
  const auto* last = cut_page(made, limit);
  const auto cursor =
      last ? std::optional{write_cursor("attempts", {std::to_string(last->number)})} : std::nullopt;
  return answer_page(
      call.request,
      json_list(made,
                [&](const Attempt& attempt) { return attempt_json(attempt, parts.house.zone); }),
      cursor);
}

/// A message that is to go out again.
struct AgainJob {
  MessageId id;
  std::optional<std::string> expected;  ///< Its tag.
  Actor actor;
};

Handler sending_again(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<AgainJob> {
        return AgainJob{TRY(call.parameters.id<MessageId>("id")), TRY(expected_tag(call.request)),
                        call.actor};
      },
      [&house = parts.house](const AgainJob& job, Transaction& tx,
                             Instant now) -> Result<StoredMessage> {
        const auto message = TRY(look_at(tx, job.id, job.actor));
        TRY(check_tag(job.expected, message_json(message, house.zone)));
        return send_message_again(tx, job.id, job.actor, now, house);
      },
      [parts](const StoredMessage& message, const Call&) {
        return answer_json(200, message_json(message, parts.house.zone));
      },
      parts.wake);
}

}  // namespace

std::vector<Route> message_routes(const ApiParts& parts) {
  const auto all = Rule::signed_in();
  const Roles senders{Role::administrator, Role::planner, Role::clerk};
  return {{Method::get, "/api/v1/messages", all, reads_with(parts, list)},
          {Method::get, "/api/v1/plans/{id}/messages", all, reads_with(parts, list_of_plan)},
          {Method::get, "/api/v1/messages/{id}", all, reads_with(parts, show)},
          {Method::get, "/api/v1/messages/{id}/body", all, reads_with(parts, body)},
          {Method::get, "/api/v1/messages/{id}/attempts", all, reads_with(parts, attempts)},
          {Method::post, "/api/v1/messages/{id}/actions/send_again", Rule::any_of(senders),
           sending_again(parts)}};
}

}  // namespace inspectord
