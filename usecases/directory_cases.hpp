// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/directory_file.hpp"
#include "storage/agencies.hpp"
#include "usecases/house.hpp"
#include "workflow/roles.hpp"

namespace inspectord {

namespace refuse {
inline constexpr Reason unknown_agency{"unknown_agency"};
inline constexpr Reason ambiguous_agency{"ambiguous_agency"};
inline constexpr Reason foreign_agency{"foreign_agency", RefusalKind::forbidden};
inline constexpr Reason bad_address{"bad_address"};
inline constexpr Reason bad_secret{"bad_secret"};
}  // namespace refuse

/// What a directory file brought.
struct DirectoryImported {
  int agencies = 0;
  int contacts = 0;
  int members = 0;
  std::vector<AgencyId> ids{};  ///< Of the agencies, in the order of the file.
};

/// A directory file enters whole or not at all, by administrators and planners. Agencies are
/// matched by name and the body above them, or by a name or alias that fits only one of those that
/// the actor's house may see; members of groups by the names of the file, else likewise. An agency
/// is changed by whoever entered it and by itself alone; others may name it. Groups are those of
/// the house's own plans.
Result<DirectoryImported> import_directory(Transaction&, const DirectoryFile&, const Actor&,
                                           Instant now, const House&);

/// A contact for an agency that the actor's house entered, or is. Refuses addresses that cannot be
/// used, and other agencies (as not found).
Result<ContactId> add_contact(Transaction&, AgencyContact, const Actor&, Instant now, const House&);

/// A webhook answered 410: it is disabled, and the journal says so.
void endpoint_gone(Transaction&, ContactId, Instant now, const House&);

}  // namespace inspectord
