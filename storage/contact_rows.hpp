// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/agencies.hpp"

#include <string_view>

namespace inspectord {

/// What contact_of reads, in its order; the table is called c.
inline constexpr std::string_view contact_columns =
    "c.id, c.agency, c.kind, c.address, c.label, c.secret, c.language, c.disabled_because";

AgencyContact contact_of(const Row&);

}  // namespace inspectord
