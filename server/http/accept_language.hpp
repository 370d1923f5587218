// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "words/catalogue.hpp"

#include <optional>
#include <string_view>

namespace inspectord {

/// The language that an Accept-Language value asks for most (RFC 9110, 12.5.4), or `otherwise`.
Language language_of(std::optional<std::string_view> accept_language, Language otherwise);

}  // namespace inspectord
