// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Entity tags (RFC 9110, 8.8.3). Of a thing with a version: "v3-<hash of the bytes>", and "v3"
// where there are no bytes to hash, as in the answer to a write. Of everything else: the hash.
// Compressed bytes have a tag of their own, with "-gzip" behind.

namespace inspectord {

/// "v3", with its quotes.
std::string version_tag(std::int64_t version);
/// The version that a tag names: of "v3", "v3-..."; nullopt where it is no such tag.
std::optional<std::int64_t> version_in(std::string_view tag);

/// The tag of bytes, with its quotes.
std::string tag_of(std::string_view bytes);
/// The same with the version in front.
std::string tag_of(std::int64_t version, std::string_view bytes);

std::string gzip_tag(std::string_view tag);
/// A tag as it is without compression.
std::string plain_tag(std::string_view tag);

/// If-None-Match names this tag: the client has it already (compared weakly, RFC 9110 13.1.2).
bool has_already(const Request&, std::string_view tag);

}  // namespace inspectord
