// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// The bytes as one gzip member (RFC 1952), without name or time: equal bytes stay equal. Fast
/// rather than small. Throws std::runtime_error where the library refuses.
std::string gzipped(std::string_view bytes);

/// What was gzipped; nullopt for what is no whole gzip member, or unpacks to more than `most`
/// bytes.
std::optional<std::string> gunzipped(std::string_view bytes, std::size_t most);

}  // namespace inspectord
