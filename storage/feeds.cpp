// SPDX-License-Identifier: Apache-2.0
#include "storage/feeds.hpp"

#include <stdexcept>

namespace inspectord::feed_rows {
namespace {

constexpr std::string_view by_id =
    "SELECT id, owner, scope, agency, plan, team, label, language, created_by, created_at,"
    " revoked_at, last_fetched_at FROM feeds WHERE id = $1";
constexpr std::string_view by_token =
    "SELECT id, owner, scope, agency, plan, team, label, language, created_by, created_at,"
    " revoked_at, last_fetched_at FROM feeds WHERE hash = $1 AND revoked_at IS NULL";
constexpr std::string_view by_owner =
    "SELECT id, owner, scope, agency, plan, team, label, language, created_by, created_at,"
    " revoked_at, last_fetched_at FROM feeds"
    " WHERE owner = $1 AND ($2 IS NULL OR id > $2) ORDER BY id LIMIT $3";

Blob blob_of(const Sha256& hash) {
  return Blob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

FeedScope scope_of(const std::string& code) {
  const auto scope = parse_code_name<FeedScope>(code);
  if (!scope) throw std::runtime_error("a stored feed has an unknown scope: " + code);
  return *scope;
}

Feed feed_of(const Row& row) {
  return {.id = row.id<FeedId>(0),
          .owner = row.id<AgencyId>(1),
          .scope = scope_of(row.text(2)),
          .agency = row.optional_id<AgencyId>(3),
          .plan = row.optional_id<PlanId>(4),
          .team = row.text(5),
          .label = row.text(6),
          .language = parse_language(row.text(7)).value_or(Language::vi),
          .created_by = row.id<UserId>(8),
          .created_at = row.instant(9),
          .revoked_at = row.optional_instant(10),
          .last_fetched_at = row.optional_instant(11)};
}

std::optional<Feed> only_feed(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional{feed_of(rows.front())};
}

}  // namespace

void insert(Transaction& tx, const Feed& feed, const Sha256& hash) {
  tx.execute(
      "INSERT INTO feeds (id, hash, owner, scope, agency, plan, team, label, language, created_by,"
      " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      feed.id, blob_of(hash), feed.owner, code_name(feed.scope), feed.agency, feed.plan, feed.team,
      feed.label, to_string(feed.language), feed.created_by, feed.created_at);
}

std::optional<Feed> find(Connection& db, FeedId id) {
  return only_feed(db.query(by_id, id));
}

std::optional<Feed> find_by_token(Connection& db, const Sha256& hash) {
  return only_feed(db.query(by_token, blob_of(hash)));
}

std::vector<Feed> list(Connection& db, AgencyId owner, std::optional<FeedId> after, int limit) {
  std::vector<Feed> feeds;
  for (const auto& row : db.query(by_owner, owner, after, limit)) feeds.push_back(feed_of(row));
  return feeds;
}

bool revoke(Transaction& tx, FeedId id, Instant now) {
  return tx.execute("UPDATE feeds SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL", now,
                    id) == 1;
}

void note_fetch(Transaction& tx, FeedId id, Instant at) {
  tx.execute(
      "UPDATE feeds SET last_fetched_at = $1 WHERE id = $2"
      " AND (last_fetched_at IS NULL OR last_fetched_at < $1)",
      at, id);
}

}  // namespace inspectord::feed_rows
