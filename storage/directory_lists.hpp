// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/agencies.hpp"
#include "storage/files.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// Webhooks of the agencies that somebody manages, by id.
std::vector<AgencyContact> endpoints_managed_by(Connection&, AgencyId manager,
                                                std::optional<ContactId> after, int limit);

/// All members that an owner's directory gives to groups, by plan, group and agency, what stands
/// behind one of them.
std::vector<GroupMember> group_members_of(Connection&, AgencyId owner,
                                          const std::optional<GroupMember>& after, int limit);

/// A file of an agency, and since when it is held.
struct HeldFile {
  StoredFile file;
  Instant since{};
};
/// Oldest first, what stands behind one of them.
std::vector<HeldFile> files_held_by(Connection&, AgencyId owner,
                                    const std::optional<HeldFile>& after, int limit);

}  // namespace inspectord
