// SPDX-License-Identifier: Apache-2.0
// Files: bytes named by their SHA-256, held by agencies, and read by those they were sent to as
// well.
#include "core/digest.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "usecases/sending_cases.hpp"

#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t most_file_bytes = 25'000'000;

/// A file whose bytes are on disk, and that nobody holds yet.
struct KeepJob {
  StoredFile file;
  Actor actor;
};

Handler keeping(const ApiParts& parts) {
  return writes(
      on_pool([&files = parts.files](const Call& call) -> Result<KeepJob> {
        return KeepJob{TRY(files.put(call.request.body)), call.actor};
      }),
      [&house = parts.house](const KeepJob& job, Transaction& tx, Instant now) {
        return keep_file(tx, job.file, job.actor, now, house);
      },
      [](const StoredFile& file, const Call&) {
        const auto name = to_hex(file.sha256);
        auto response = answer_json(
            201,
            JsonObject{{"sha256", name}, {"size", file.size}, {"media_type", file.media_type}});
        response.headers.add("Location", "/api/v1/files/" + name);
        return response;
      });
}

/// The bytes come from the disk and are hashed, up to 25 MB: on the pool.
Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto name = parse_digest(call.parameters.at("sha256"));
  const auto file =
      name ? file_rows::find_readable(snapshot, *name, call.actor.agency) : std::nullopt;
  auto bytes = file ? parts.files.read(*name) : std::nullopt;
  if (!bytes) return Refusal{no_such_thing};
  auto response = make_response(200, file->media_type, std::move(*bytes));
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("Content-Disposition", "attachment");
  response.headers.add("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

std::vector<Route> file_routes(const ApiParts& parts) {
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  return {
      {Method::post, "/api/v1/files", Rule::signed_in(), keeping(parts), most_file_bytes, false},
      {Method::get, "/api/v1/files/{sha256}", Rule::signed_in(),
       reads_at_length(parts.snapshots, show_one)}};
}

}  // namespace inspectord
