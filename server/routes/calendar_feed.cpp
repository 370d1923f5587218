// SPDX-License-Identifier: Apache-2.0
#include "server/routes/calendar_feed.hpp"

#include "core/recent_map.hpp"
#include "server/routes/kept_feed.hpp"
#include "server/tokens.hpp"

#include <memory>
#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view ending = ".ics";

/// Feeds as they were last fetched. Net thread.
class KeptFeeds {
 public:
  std::shared_ptr<const KeptBody> body(Snapshot& snapshot, const Feed& feed, LocalDate today,
                                       const Zone& zone) {
    auto* kept = kept_.find(feed.id);
    if (kept) return kept->body(snapshot, feed, today, zone);
    KeptFeed made;
    auto body = made.body(snapshot, feed, today, zone);
    const auto bytes = made.size();
    kept_.keep(feed.id, std::move(made), bytes);
    return body;
  }

 private:
  static constexpr std::size_t most_bytes = 64 * 1024 * 1024;

  RecentMap<FeedId, KeptFeed> kept_{most_bytes};
};

/// The feed that the last step of the path names. A wrong, an unknown and a revoked one are told
/// alike.
Result<Feed> feed_of(const Call& call, Snapshot& snapshot) {
  std::string_view token = call.parameters.at("file");
  if (!token.ends_with(ending)) return Refusal{no_such_thing};
  token.remove_suffix(ending.size());
  if (!is_feed_token(token)) return Refusal{no_such_thing};
  auto feed = feed_rows::find_by_token(snapshot, hash_of_token(token));
  if (!feed) return Refusal{no_such_thing};
  return std::move(*feed);
}

Response answer(std::shared_ptr<const KeptBody> body) {
  auto response = make_response(200, "text/calendar; charset=utf-8", {});
  response.headers.add("ETag", body->tag());
  response.headers.add("Cache-Control", "private, max-age=900");
  response.kept = std::move(body);
  return response;
}

Result<Response> serve(const ApiParts& parts, FeedFetches& fetches, KeptFeeds& kept,
                       const Call& call, Snapshot& snapshot) {
  const auto feed = TRY(feed_of(call, snapshot));
  const auto now = parts.clock.now();
  const auto& zone = parts.house.zone;
  auto body = kept.body(snapshot, feed, zone.date_of(now), zone);
  if (fetches.note(feed.id, now)) parts.wake();
  return answer(std::move(body));
}

}  // namespace

std::vector<Route> calendar_feed_routes(const ApiParts& parts, FeedFetches& fetches) {
  const auto kept = std::make_shared<KeptFeeds>();
  const auto serve_one = [parts, &fetches, kept](const Call& call, Snapshot& snapshot) {
    return serve(parts, fetches, *kept, call, snapshot);
  };
  return {{Method::get, "/feeds/{file}", Rule::anyone(), reads(serve_one)}};
}

}  // namespace inspectord
