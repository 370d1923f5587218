// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace inspectord {

/// Whether an Accept-Encoding value takes gzip (RFC 9110, 12.5.3); no value does not.
bool accepts_gzip(std::optional<std::string_view> accept_encoding);

}  // namespace inspectord
