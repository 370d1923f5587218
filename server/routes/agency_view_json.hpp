// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/json_parts.hpp"
#include "storage/agencies.hpp"

namespace inspectord {

JsonObject agency_json(const Agency&);

/// Never with its secret: that is shown once, when the contact is made. A webhook's URL is masked.
JsonObject contact_json(const AgencyContact&);

}  // namespace inspectord
