// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/request.hpp"
#include "server/http/response.hpp"

namespace inspectord {

/// Appends what was asked and answered as a line of JSON to a file of this process in the directory
/// that INSPECTORD_EXCHANGES names; without it nothing. Credentials are left out. One thread at a
/// time. Throws std::runtime_error where the file cannot be written.
void log_exchange(const Request&, const Response&);

}  // namespace inspectord
