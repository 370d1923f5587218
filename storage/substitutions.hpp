// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/substitution.hpp"

#include <optional>
#include <vector>

namespace inspectord {

/// A substitution with whose it is and who recorded it.
struct StoredSubstitution {
  Substitution what;
  AgencyId owner;
  UserId created_by;
  Instant created_at{};
};

/// None is ever deleted.
namespace substitution_rows {

void insert(Transaction&, const StoredSubstitution&);
void end(Transaction&, SubstitutionId, LocalDate on);
std::optional<StoredSubstitution> find(Connection&, SubstitutionId);
/// Of an owner, ended ones too, by id.
std::vector<StoredSubstitution> list(Connection&, AgencyId owner,
                                     std::optional<SubstitutionId> after, int limit);
/// All of an owner for one signer.
std::vector<Substitution> for_signer(Connection&, AgencyId owner, std::string_view signer);

}  // namespace substitution_rows
}  // namespace inspectord
