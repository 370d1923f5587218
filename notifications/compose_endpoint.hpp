// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/compose.hpp"

#include <string>

namespace inspectord {

/// A webhook that is gone (HTTP 410), as its owners are told of it.
struct GoneEndpoint {
  std::string recipient;  ///< The agency that is told.
  std::string agency;     ///< Whose webhook it was.
  std::string endpoint;   ///< Its label and its masked address: the URL is a secret.
  std::string at;         ///< "08 giờ 00, Thứ Ba, 24/11/2026"
  std::string office;     ///< Who keeps the directory; empty where it is the recipient.
};

/// "endpoint_gone": a mail alone, of no plan.
Composed compose_endpoint_gone(Language, const GoneEndpoint&);

}  // namespace inspectord
