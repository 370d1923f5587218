// SPDX-License-Identifier: Apache-2.0
#include "usecases/feed_cases.hpp"

#include "formats/json.hpp"
#include "storage/agencies.hpp"
#include "storage/journal.hpp"
#include "storage/plans.hpp"
#include "workflow/one_line.hpp"
#include "workflow/reasons.hpp"

namespace inspectord {
namespace {

Refusal lacks(std::string what) {
  return Refusal{refuse::missing, "/" + what, {{"what", what}}};
}

/// Each scope takes its own particulars and no others.
Result<Done> check_particulars(const FeedWish& wish) {
  const bool of_plan = wish.scope == FeedScope::plan || wish.scope == FeedScope::team;
  const auto check = [&](std::string what, bool asked, bool given) -> Result<Done> {
    if (asked && !given) return lacks(std::move(what));
    if (asked || !given) return Done{};
    return Refusal{refuse::not_of_scope,
                   "/" + what,
                   {{"scope", std::string{code_name(wish.scope)}}, {"what", what}}};
  };
  if (!is_one_line(wish.label))
    return Refusal{refuse::not_on_one_line, "/label", {{"what", "label"}}};
  TRY(check("agency", wish.scope == FeedScope::agency, wish.agency.has_value()));
  TRY(check("plan", of_plan, wish.plan.has_value()));
  return check("team", wish.scope == FeedScope::team, !wish.team.empty());
}

bool keeps_plans(const Actor& actor) {
  return actor.roles.has_any({Role::administrator, Role::planner});
}

/// Whether the actor may make or revoke a feed over this.
Result<Done> check_allowed(const Actor& actor, FeedScope scope, std::optional<AgencyId> agency) {
  const bool own = scope == FeedScope::agency && agency == actor.agency;
  if (keeps_plans(actor) || (own && actor.has(Role::agency))) return Done{};
  return Refusal{refuse::not_allowed, {}, {{"action", "feed"}}};
}

Result<Done> check_team(Connection& db, const FeedWish& wish) {
  const auto record = find_plan(db, *wish.plan);
  if (find_by_key(record->content.teams, wish.team)) return Done{};
  std::string known;
  for (const auto& team : record->content.teams) known += (known.empty() ? "" : ", ") + team.key;
  return Refusal{refuse::no_such_team, "/team", {{"team", wish.team}, {"known", known}}};
}

/// What is not the actor's is not there.
Result<Done> check_seen(Connection& db, const FeedWish& wish, const Actor& actor) {
  if (wish.agency && !may_see_agency(db, *wish.agency, actor.agency))
    return Refusal{refuse::no_such_target, "/agency"};
  if (wish.plan && owner_of_plan(db, *wish.plan) != actor.agency)
    return Refusal{refuse::no_such_target, "/plan"};
  return wish.scope == FeedScope::team ? check_team(db, wish) : Done{};
}

void note(Transaction& tx, std::string what, const Feed& feed, const Actor& actor, Instant now,
          const House& house) {
  const auto id_or_null = [](const auto& id) {
    return id ? JsonValue{id->to_string()} : JsonValue{};
  };
  journal::append(tx,
                  {.at = now,
                   .actor = actor,
                   .what = std::move(what),
                   .subject = Subject::of("feed", feed.id),
                   .why = std::nullopt,
                   .before = std::nullopt,
                   .after = write_json(JsonObject{{"scope", code_name(feed.scope)},
                                                  {"agency", id_or_null(feed.agency)},
                                                  {"plan", id_or_null(feed.plan)},
                                                  {"team", feed.team},
                                                  {"label", feed.label}})},
                  house.random);
}

}  // namespace

Result<Feed> create_feed(Transaction& tx, const FeedWish& wish, const Sha256& token_hash,
                         const Actor& actor, Instant now, const House& house) {
  TRY(check_particulars(wish));
  TRY(check_allowed(actor, wish.scope, wish.agency));
  TRY(check_seen(tx, wish, actor));
  const Feed feed{.id = FeedId::make(now, house.random),
                  .owner = actor.agency,
                  .scope = wish.scope,
                  .agency = wish.agency,
                  .plan = wish.plan,
                  .team = wish.team,
                  .label = wish.label,
                  .language = wish.language,
                  .created_by = actor.user,
                  .created_at = now};
  feed_rows::insert(tx, feed, token_hash);
  note(tx, "feed.created", feed, actor, now, house);
  return feed;
}

Result<Feed> look_at_feed(Connection& db, FeedId id, const Actor& actor) {
  auto feed = feed_rows::find(db, id);
  if (!feed || feed->owner != actor.agency) return Refusal{refuse::no_such_target};
  return std::move(*feed);
}

Result<Feed> revoke_feed(Transaction& tx, FeedId id, const Actor& actor, Instant now,
                         const House& house) {
  auto feed = TRY(look_at_feed(tx, id, actor));
  TRY(check_allowed(actor, feed.scope, feed.agency));
  if (!feed_rows::revoke(tx, id, now)) return feed;
  feed.revoked_at = now;
  note(tx, "feed.revoked", feed, actor, now, house);
  return feed;
}

void keep_fetches(Transaction& tx, const std::vector<FeedFetch>& fetches) {
  for (const auto& fetch : fetches) feed_rows::note_fetch(tx, fetch.feed, fetch.at);
}

}  // namespace inspectord
