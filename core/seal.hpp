// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/digest.hpp"
#include "core/random.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace inspectord {

/// Encrypts so that whoever has not the key neither reads nor changes it (AES-256-GCM, the nonce in
/// front). Throws std::runtime_error where the library refuses.
std::string seal(const Sha256& key, std::string_view plain, Random&);

/// What was sealed; nullopt with another key, or where a bit was changed.
std::optional<std::string> unseal(const Sha256& key, std::string_view sealed);

}  // namespace inspectord
