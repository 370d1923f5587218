// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/instant.hpp"
#include "server/http/response.hpp"

#include <string>
#include <string_view>

namespace inspectord {

/// What the connection adds to an answer on its way out.
struct WireFacts {
  bool close = false;
  std::string_view request_id;  ///< Already validated.
  std::string_view date;        ///< IMF-fixdate.
};

/// Appends status line and fields to `out` (kept by the session and used again); the body is not
/// copied. Throws std::logic_error for a field that would break the message (RFC 9110, 5.5).
void append_head(std::string& out, const Response&, const WireFacts&);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string to_imf_fixdate(Instant);

/// The words behind a status code.
std::string_view reason_phrase(int status);

/// A request id that may be echoed and logged: 1 to 64 of letters, digits and "-._".
bool is_valid_request_id(std::string_view);

}  // namespace inspectord
