// SPDX-License-Identifier: Apache-2.0
#include "server/routes/calendar_feed.hpp"

#include "core/digest.hpp"
#include "server/http/entity_tag.hpp"
#include "server/routes/feed_calendar.hpp"
#include "server/tokens.hpp"
#include "storage/journal.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view ending = ".ics";

/// The bytes of a feed, and for which moment of the store they hold.
struct FeedBytes {
  std::int64_t sequence = 0;  ///< Of the journal: every act writes there.
  LocalDate today{};
  std::string bytes;
  std::string etag;
};

/// The bytes of feeds as they were last made. Net thread.
class FeedCache {
 public:
  /// nullptr where the store or the day has moved on.
  const FeedBytes* find(FeedId feed, std::int64_t sequence, LocalDate today) const {
    const auto found = kept_.find(feed);
    const bool holds =
        found != kept_.end() && found->second.sequence == sequence && found->second.today == today;
    return holds ? &found->second : nullptr;
  }

  const FeedBytes& keep(FeedId feed, FeedBytes made) {
    if (size_ + made.bytes.size() > most_bytes) {
      kept_.clear();
      size_ = 0;
    }
    auto& place = kept_[feed];
    size_ += made.bytes.size() - place.bytes.size();
    place = std::move(made);
    return place;
  }

 private:
  static constexpr std::size_t most_bytes = 32 * 1024 * 1024;

  std::map<FeedId, FeedBytes> kept_;
  std::size_t size_ = 0;
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

FeedBytes made(Snapshot& snapshot, const Feed& feed, std::int64_t sequence, LocalDate today,
               const Zone& zone) {
  auto bytes = encode_calendar(calendar_of(snapshot, feed, today), zone);
  auto etag = "\"" + to_hex(sha256(bytes)).substr(0, 32) + "\"";
  return {.sequence = sequence, .today = today, .bytes = std::move(bytes), .etag = std::move(etag)};
}

Response answer(const Call& call, const FeedBytes& feed) {
  Response response =
      has_already(call.request, feed.etag) || has_already(call.request, gzip_tag(feed.etag))
          ? Response{.status = 304, .headers = {}, .body = {}}
          : make_response(200, "text/calendar; charset=utf-8", feed.bytes);
  response.headers.add("ETag", feed.etag);
  response.headers.add("Cache-Control", "private, max-age=900");
  return response;
}

Result<Response> serve(const ApiParts& parts, FeedFetches& fetches, FeedCache& cache,
                       const Call& call, Snapshot& snapshot) {
  const auto feed = TRY(feed_of(call, snapshot));
  const auto now = parts.clock.now();
  const auto today = parts.house.zone.date_of(now);
  const auto sequence = journal::last_sequence(snapshot);
  const auto* bytes = cache.find(feed.id, sequence, today);
  if (!bytes) bytes = &cache.keep(feed.id, made(snapshot, feed, sequence, today, parts.house.zone));
  if (fetches.note(feed.id, now)) parts.wake();
  return answer(call, *bytes);
}

}  // namespace

std::vector<Route> calendar_feed_routes(const ApiParts& parts, FeedFetches& fetches) {
  const auto cache = std::make_shared<FeedCache>();
  const auto serve_one = [parts, &fetches, cache](const Call& call, Snapshot& snapshot) {
    return serve(parts, fetches, *cache, call, snapshot);
  };
  return {{Method::get, "/feeds/{file}", Rule::anyone(), reads(serve_one)}};
}

}  // namespace inspectord
