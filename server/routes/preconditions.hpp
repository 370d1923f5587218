// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/json.hpp"
#include "server/http/request.hpp"
#include "workflow/record.hpp"

#include <optional>
#include <string>

namespace inspectord {

/// The version that If-Match names; nullopt for "*", which is any. Without If-Match: 428. What is
/// no tag of ours matches no version: 412.
Result<std::optional<Version>> expected_version(const Request&);

/// The tag that If-Match names, of a thing without versions; nullopt for "*". Without: 428.
Result<std::optional<std::string>> expected_tag(const Request&);
/// Refuses where the thing no longer reads like that (412).
Result<Done> check_tag(const std::optional<std::string>& expected, const JsonValue& current);

}  // namespace inspectord
