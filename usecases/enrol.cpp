// SPDX-License-Identifier: Apache-2.0
#include "usecases/enrol.hpp"

#include "storage/agencies.hpp"
#include "workflow/record.hpp"

namespace inspectord {

std::map<std::string, AgencyId> enrol(Transaction& tx, const Plan& plan, AgencyId owner, Instant now,
                                      const House& house) {
  std::map<std::string, AgencyId> ids;
  for (const auto& entry : plan.agencies) {
    const auto* parent = find_by_key(plan.agencies, entry.parent);
    Agency agency{.id = {},
                  .name = entry.name,
                  .short_name = entry.short_name,
                  .level = entry.level,
                  .parent_name = parent ? parent->name : "",
                  .firm = entry.firm,
                  .aliases = entry.aliases,
                  .valid_from = entry.valid_from,
                  .valid_to = entry.valid_to};
    const auto known = find_agency_by_name(tx, agency.name, agency.parent_name);
    agency.id = known.value_or(AgencyId::make(now, house.random));
    save_agency(tx, agency, owner);
    ids.emplace(entry.key, agency.id);
  }
  return ids;
}

}  // namespace inspectord
