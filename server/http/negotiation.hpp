// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/request.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace inspectord {

/// An entry of a list like "gzip;q=0.5, br" (RFC 9110, 12.4.2). Other parameters are passed over.
struct Weighted {
  std::string_view value;
  int weight = 1000;  ///< Of 1000; 0: not wanted, or cannot be read.
};
std::vector<Weighted> weighted_list(std::string_view text);

/// Whether Accept, if there is one, takes this type ("application/json"; parameters do not count).
bool accepts(const Request&, std::string_view media_type);
/// Whether Accept names this type itself: not by a star.
bool asks_for(const Request&, std::string_view media_type);
/// Whether Accept-Encoding takes gzip.
bool accepts_gzip(const Request&);

/// Whether the body may be JSON: no Content-Type, or one of JSON. No coding of the body is known.
bool may_send_json(const Request&);
/// Whether Content-Type names one of these types, which has to be said. No coding of the body is
/// known.
bool sends_one_of(const Request&, std::span<const std::string_view> media_types);
/// Whether Content-Type names this type (parameters do not count).
bool sends(const Request&, std::string_view media_type);

}  // namespace inspectord
