// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "server/http/request.hpp"
#include "workflow/record.hpp"

#include <optional>
#include <string_view>

namespace inspectord {

/// The version that If-Match names; nullopt where it is left out or "*". What is no tag of ours
/// matches no version: 412.
Result<std::optional<Version>> expected_version(const Request&);

/// If-None-Match names this version: the client has it already (compared weakly, RFC 9110 13.1.2).
bool has_already(const Request&, Version);
/// The same for any tag, with its quotes.
bool has_already(const Request&, std::string_view tag);

}  // namespace inspectord
