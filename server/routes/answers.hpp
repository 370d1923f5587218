// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/json.hpp"
#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "workflow/record.hpp"

#include <optional>
#include <string>

namespace inspectord {

/// JSON for the one who asked and nobody else: no cache may keep it without asking again.
Response answer_json(int status, const JsonValue&);

/// The same with the tag of a version: `"v3"`, to which the tag of the bytes is added on the way
/// out of what was read.
Response answer_json(int status, const JsonValue&, Version);
/// 200 with kept JSON and its own tag.
Response answer_kept(std::shared_ptr<const KeptBody>);

/// {"items": [...], "next_cursor": ...} and the Link field (RFC 8288) of the next page.
Response answer_page(const Request&, JsonArray items,
                     const std::optional<std::string>& next_cursor);

/// The same for a feed, which has no end: `next_cursor` is always there, for `after`; `more`: there
/// is more already.
Response answer_feed(const Request&, JsonArray items, const std::string& next_cursor, bool more);

/// Drops the entry that was asked for beyond `limit`; what it returns says where the next page
/// begins: after the last one kept.
template <class Entry>
const Entry* cut_page(std::vector<Entry>& entries, int limit) {
  const auto most = static_cast<std::size_t>(limit);
  if (entries.size() <= most) return nullptr;
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(most), entries.end());
  return &entries.back();
}

}  // namespace inspectord
