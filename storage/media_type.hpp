// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace inspectord {

/// What bytes are, told by themselves and never by a name: PDF, PNG, JPEG, DOCX, XLSX, other ZIP,
/// plain UTF-8 text. Nothing else is kept. Static storage.
std::optional<std::string_view> media_type_of(std::string_view bytes);

}  // namespace inspectord
