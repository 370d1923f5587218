// SPDX-License-Identifier: Apache-2.0
// The journal: what happened to one plan, and all that happened as a change feed, page by page or
// as a stream of server-sent events.
#include "server/http/live_body.hpp"
#include "server/http/negotiation.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/event_feed.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"

#include <charconv>
#include <limits>
#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view event_stream = "text/event-stream";
/// Of one write to a client that listens; the next is made when it has taken this one.
constexpr std::size_t events_at_a_time = 100;

JsonArray events_json(const std::vector<JournalRecord>& records, const Zone& zone) {
  return json_list(records, [&](const JournalRecord& record) { return event_json(record, zone); });
}

Result<Response> list_of_plan(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  TRY(look_at_whole_plan(snapshot, id, call.actor));
  Query query{call.request};
  const int limit = query.limit(100, 1000);
  const auto place = query.cursor("plan_events");
  TRY(query.finish());
  auto records = journal::read_of_plan(snapshot, id.bytes(), place ? std::stoll(place->front()) : 0,
                                       static_cast<std::size_t>(limit) + 1);
  const auto* last = cut_page(records, limit);
  const auto cursor =
      last ? std::optional{write_cursor("plan_events", {std::to_string(last->sequence)})}
           : std::nullopt;
  return answer_page(call.request, events_json(records, parts.house.zone), cursor);
}

/// The sequence of the last event that a client has.
Result<std::int64_t> read_place(std::string_view text, Snapshot& snapshot) {
  std::int64_t place = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, place);
  // Beyond the journal: of another one, or of one that was restored since. Going on from there
  // would miss events.
  const bool known = read.ec == std::errc{} && read.ptr == end && place >= 0 &&
                     place <= journal::last_sequence(snapshot);
  if (!known) return Refusal{bad_cursor, {}, {{"found", std::string{text}}}};
  return place;
}

/// The journal as server-sent events, each with its sequence as id, for as long as it goes on.
class EventStream final : public LiveBody {
 public:
  EventStream(AgencyId viewer, std::int64_t after, const Zone& zone)
      : viewer_(viewer), after_(after), zone_(zone) {}

  std::string next(Snapshot& snapshot) override {
    const auto piece = read_events(snapshot, viewer_, after_, events_at_a_time);
    std::string text;
    for (const auto& record : piece.shown) {
      text.append("id: ").append(std::to_string(record.sequence));
      text.append("\ndata: ").append(write_json(event_json(record, zone_))).append("\n\n");
    }
    // An id alone moves the place on, past what others did.
    const auto last = piece.shown.empty() ? after_ : piece.shown.back().sequence;
    if (piece.after > last) text.append("id: ").append(std::to_string(piece.after)).append("\n\n");
    after_ = piece.after;
    return text;
  }

 private:
  const AgencyId viewer_;
  std::int64_t after_;
  const Zone& zone_;
};

Response live(AgencyId viewer, std::int64_t after, const Zone& zone) {
  auto response = make_response(200, event_stream, {});
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");  // a proxy before us must not gather it
  response.live = std::make_shared<EventStream>(viewer, after, zone);
  return response;
}

Result<Response> feed(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const auto limit = static_cast<std::size_t>(query.limit(100));
  const auto given = query.text("after");
  TRY(query.finish());
  const bool listens = asks_for(call.request, event_stream);
  const auto last_id = listens ? call.request.header("Last-Event-ID") : std::nullopt;
  const auto after = TRY(read_place(last_id ? *last_id : given.value_or("0"), snapshot));
  if (listens) return live(call.actor.agency, after, parts.house.zone);
  const auto piece = read_events(snapshot, call.actor.agency, after, limit);
  return answer_feed(call.request, events_json(piece.shown, parts.house.zone),
                     std::to_string(piece.after), piece.more);
}

}  // namespace

std::vector<Route> event_routes(const ApiParts& parts) {
  const auto of_plan = [parts](const Call& call, Snapshot& snapshot) {
    return list_of_plan(parts, call, snapshot);
  };
  const auto all = [parts](const Call& call, Snapshot& snapshot) {
    return feed(parts, call, snapshot);
  };
  const Roles watchers{Role::administrator, Role::auditor, Role::planner};
  return {{Method::get, "/api/v1/plans/{id}/events", Rule::signed_in(), reads(of_plan)},
          {Method::get, "/api/v1/events", Rule::any_of(watchers), reads(all)}};
}

}  // namespace inspectord
