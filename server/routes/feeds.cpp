// SPDX-License-Identifier: Apache-2.0
// Calendar feeds: made, listed, revoked. The feeds themselves are in calendar_feed.cpp.
#include "formats/field_reader.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/route_groups.hpp"
#include "server/tokens.hpp"
#include "usecases/feed_cases.hpp"
#include "workflow/reasons.hpp"

#include <array>
#include <utility>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 2> languages{"vi", "en"};
constexpr std::size_t most_of_a_body = 16 * 1024;

/// What a request for a feed carries.
struct FeedBody {
  FeedScope scope = FeedScope::house;
  std::string agency;
  std::string plan;
  std::string team;
  std::string label;
  std::string language;
};

}  // namespace

// The readers of formats/ find it by the namespace of its arguments.
template <class Fields>
void fields(Fields& f, Of<FeedBody>) {
  f.field("scope", &FeedBody::scope, Need::required);
  f.field("agency", &FeedBody::agency);
  f.field("plan", &FeedBody::plan);
  f.field("team", &FeedBody::team);
  f.field("label", &FeedBody::label);
  f.choice("language", &FeedBody::language, languages);
}

namespace {

/// An id that is no id names nothing.
template <class IdType>
Result<std::optional<IdType>> named(const std::string& text, std::string pointer) {
  if (text.empty()) return std::optional<IdType>{};
  const auto id = IdType::parse(text);
  if (!id) return Refusal{refuse::no_such_target, std::move(pointer)};
  return std::optional<IdType>{*id};
}

Result<FeedWish> read_feed_wish(const Request& request, Language otherwise) {
  const auto body = TRY(decode_text<FeedBody>(request.body.empty() ? "{}" : request.body).result());
  return FeedWish{.scope = body.scope,
                  .agency = TRY(named<AgencyId>(body.agency, "/agency")),
                  .plan = TRY(named<PlanId>(body.plan, "/plan")),
                  .team = body.team,
                  .label = body.label,
                  .language = parse_language(body.language).value_or(otherwise)};
}

JsonObject feed_json(const Feed& feed, const Zone& zone) {
  return JsonObject{{"id", feed.id.to_string()},
                    {"scope", code_name(feed.scope)},
                    {"agency", json_of(feed.agency)},
                    {"plan", json_of(feed.plan)},
                    {"team", feed.team.empty() ? JsonValue{} : JsonValue{feed.team}},
                    {"label", feed.label},
                    {"language", to_string(feed.language)},
                    {"created_at", json_of(feed.created_at, zone)},
                    {"revoked_at", json_of(feed.revoked_at, zone)},
                    {"last_fetched_at", json_of(feed.last_fetched_at, zone)}};
}

/// Being fetched changes no feed.
Version version_of(const Feed& feed) {
  return feed.revoked_at ? 2 : 1;
}

/// What the path of a feed stands behind: the host that the client asked, by TLS where a proxy says
/// so. It goes back to the client alone. Empty where there is none.
std::string address_of(const Request& request) {
  const auto host = request.header("Host");
  if (!host || host->empty()) return {};
  const bool by_tls = request.header("X-Forwarded-Proto") == "https";
  return (by_tls ? "https://" : "http://") + std::string{*host};
}

/// The address in its forms: never to be had again.
void add_address(JsonObject& json, const std::string& base, const Secret& token) {
  const auto path = "/feeds/" + token.reveal() + ".ics";
  json.emplace_back("path", path);
  if (base.empty()) return;
  json.emplace_back("url", base + path);
  json.emplace_back("webcal_url", "webcal" + base.substr(base.find("://")) + path);
}

/// A feed on its way in.
struct FeedJob {
  FeedWish wish;
  Actor actor;
  NewToken token;
};

/// A feed that was made, with the token that is shown once.
struct FeedMade {
  Feed feed;
  Secret token;
};

Handler creating(const ApiParts& parts) {
  return writes(
      [&house = parts.house](const Call& call) -> Result<FeedJob> {
        return FeedJob{TRY(read_feed_wish(call.request, house.language)), call.actor,
                       make_feed_token(house.random)};
      },
      [&house = parts.house](const FeedJob& job, Transaction& tx, Instant now) -> Result<FeedMade> {
        return FeedMade{TRY(create_feed(tx, job.wish, job.token.hash, job.actor, now, house)),
                        job.token.text};
      },
      [parts](const FeedMade& made, const Call& call) {
        auto json = feed_json(made.feed, parts.house.zone);
        add_address(json, address_of(call.request), made.token);
        auto response = answer_json(201, std::move(json), version_of(made.feed));
        response.headers.set("Cache-Control", "no-store");
        response.headers.add("Location", "/api/v1/feeds/" + made.feed.id.to_string());
        return response;
      });
}

/// A feed about to be revoked.
struct RevokeJob {
  FeedId id;
  std::optional<Version> expected;
  Actor actor;
};

Handler revoking(const ApiParts& parts) {
  return writes(
      [](const Call& call) -> Result<RevokeJob> {
        const auto id = call.parameters.id<FeedId>("id");
        if (!id) return Refusal{refuse::no_such_target};
        return RevokeJob{*id, TRY(expected_version(call.request)), call.actor};
      },
      [&house = parts.house](const RevokeJob& job, Transaction& tx, Instant now) -> Result<Feed> {
        const auto feed = TRY(look_at_feed(tx, job.id, job.actor));
        // What is revoked already is as it is wanted (RFC 9110, 13.1.1): a DELETE may be repeated.
        const bool is_stale = job.expected && *job.expected != version_of(feed);
        if (is_stale && !feed.revoked_at) return Refusal{stale_tag};
        return revoke_feed(tx, job.id, job.actor, now, house);
      },
      [](const Feed&, const Call&) { return Response{.status = 204, .headers = {}, .body = {}}; });
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  const int limit = query.limit();
  const auto after = query.id_cursor<FeedId>("feeds");
  TRY(query.finish());
  auto feeds = feed_rows::list(snapshot, call.actor.agency, after, limit + 1);
  const auto* last = cut_page(feeds, limit);
  const auto cursor =
      last ? std::optional{write_cursor("feeds", {last->id.to_string()})} : std::nullopt;
  const auto encode = [&](const Feed& feed) { return feed_json(feed, parts.house.zone); };
  return answer_page(call.request, json_list(feeds, encode), cursor);
}

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = call.parameters.id<FeedId>("id");
  if (!id) return Refusal{refuse::no_such_target};
  const auto feed = TRY(look_at_feed(snapshot, *id, call.actor));
  return answer_json(200, feed_json(feed, parts.house.zone), version_of(feed));
}

}  // namespace

std::vector<Route> feed_routes(const ApiParts& parts) {
  const Roles makers{Role::administrator, Role::planner, Role::agency};
  const auto list_all = [parts](const Call& call, Snapshot& snapshot) {
    return list(parts, call, snapshot);
  };
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/feeds", Rule::signed_in(), reads(list_all)},
          {Method::post, "/api/v1/feeds", Rule::any_of(makers), creating(parts), most_of_a_body},
          {Method::get, "/api/v1/feeds/{id}", Rule::signed_in(), reads(show_one)},
          {Method::del, "/api/v1/feeds/{id}", Rule::any_of(makers), revoking(parts)}};
}

}  // namespace inspectord
