// SPDX-License-Identifier: Apache-2.0
#include "usecases/enrol.hpp"

#include "storage/agencies.hpp"
#include "workflow/record.hpp"

namespace inspectord {

namespace {

/// "Sở Y tế" means another body in each province: without a body above it, it is the one of this
/// issuer and place.
std::string scope_of(const Plan& plan, const AgencyEntry& entry) {
  if (!entry.parent.empty() || entry.level == "central") return {};
  const auto* issuer = find_by_key(plan.agencies, plan.issuer);
  return (issuer ? issuer->name : plan.issuer) + "|" + plan.place;
}

}  // namespace

std::map<std::string, AgencyId> enrol(Transaction& tx, const Plan& plan, AgencyId owner,
                                      Instant now, const House& house) {
  std::map<std::string, AgencyId> ids;
  for (const auto& entry : plan.agencies) {
    const auto* parent = find_by_key(plan.agencies, entry.parent);
    Agency agency{.id = {},
                  .name = entry.name,
                  .short_name = entry.short_name,
                  .level = entry.level,
                  .parent_name = parent ? parent->name : "",
                  .scope = scope_of(plan, entry),
                  .firm = entry.firm,
                  .aliases = entry.aliases,
                  .valid_from = entry.valid_from,
                  .valid_to = entry.valid_to};
    const auto known = find_agency_by_name(tx, agency.name, agency.parent_name, agency.scope);
    agency.id = known.value_or(AgencyId::make(now, house.random));
    save_agency(tx, agency, owner);
    ids.emplace(entry.key, agency.id);
  }
  return ids;
}

}  // namespace inspectord
