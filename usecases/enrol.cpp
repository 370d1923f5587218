// SPDX-License-Identifier: Apache-2.0
#include "usecases/enrol.hpp"

#include "storage/agencies.hpp"
#include "workflow/record.hpp"

#include <algorithm>

namespace inspectord {

namespace {

/// "Sở Y tế" means another body in each province: without a body above it, it is the one of this
/// issuer and place.
std::string scope_of(const Plan& plan, const AgencyEntry& entry) {
  if (!entry.parent.empty() || entry.level == "central") return {};
  const auto* issuer = find_by_key(plan.agencies, plan.issuer);
  return (issuer ? issuer->name : plan.issuer) + "|" + plan.place;
}

std::string parent_name(const Plan& plan, const AgencyEntry& entry) {
  const auto* parent = find_by_key(plan.agencies, entry.parent);
  return parent ? parent->name : "";
}

bool is_named(const Agency& agency, const std::string& name) {
  return agency.name == name ||
         std::find(agency.aliases.begin(), agency.aliases.end(), name) != agency.aliases.end();
}

/// The owner's own entry, whose house may be known by its name alone so far ("inspectord user
/// add"): the issuer where it bears that name, else whoever does. Nullptr: the plan does not name
/// it.
const AgencyEntry* entry_of_owner(const Plan& plan, const Agency& owner) {
  const auto is_owner = [&](const AgencyEntry& entry) {
    const auto parent = parent_name(plan, entry);
    return is_named(owner, entry.name) &&
           (owner.parent_name.empty() || parent.empty() || owner.parent_name == parent);
  };
  const auto* issuer = find_by_key(plan.agencies, plan.issuer);
  if (issuer && is_owner(*issuer)) return issuer;
  const auto found = std::find_if(plan.agencies.begin(), plan.agencies.end(), is_owner);
  return found == plan.agencies.end() ? nullptr : &*found;
}

/// What a key of the plan means already, if the content says nothing else of it now: another issuer
/// does not make other agencies of those it speaks of.
std::optional<AgencyId> meant_so_far(Transaction& tx, const PlanRecord& record,
                                     const AgencyEntry& entry, const Agency& said) {
  const auto found = record.agencies.find(entry.key);
  if (found == record.agencies.end()) return std::nullopt;
  const auto agency = find_agency(tx, found->second);
  const bool same = agency && is_named(*agency, said.name) &&
                    (said.parent_name.empty() || said.parent_name == agency->parent_name);
  return same ? std::optional{found->second} : std::nullopt;
}

/// One that the owner entered before any paper spoke of it, with no body above it: there the name
/// is all that is known. Two of them are nobody's to choose between.
std::optional<AgencyId> entered_by_name_alone(Transaction& tx, AgencyId owner,
                                              const std::string& name) {
  auto found = find_agencies_named(tx, name);
  std::erase_if(found, [&](AgencyId id) {
    const auto agency = find_agency(tx, id).value();
    return !agency.parent_name.empty() || !agency.scope.empty() || owner_of_agency(tx, id) != owner;
  });
  return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
}

}  // namespace

std::map<std::string, AgencyId> enrol(Transaction& tx, const Plan& plan, const PlanRecord& record,
                                      Instant now, const House& house) {
  const AgencyId owner = record.owner;
  std::map<std::string, AgencyId> ids;
  const auto house_itself = find_agency(tx, owner);
  const auto* own_entry = house_itself ? entry_of_owner(plan, *house_itself) : nullptr;
  for (const auto& entry : plan.agencies) {
    Agency agency{.id = {},
                  .name = entry.name,
                  .short_name = entry.short_name,
                  .level = entry.level,
                  .parent_name = parent_name(plan, entry),
                  .scope = scope_of(plan, entry),
                  .firm = entry.firm,
                  .aliases = entry.aliases,
                  .valid_from = entry.valid_from,
                  .valid_to = entry.valid_to};
    auto known =
        &entry == own_entry ? std::optional{owner} : meant_so_far(tx, record, entry, agency);
    if (!known) known = find_agency_by_name(tx, agency.name, agency.parent_name, agency.scope);
    if (!known) {
      known = entered_by_name_alone(tx, owner, agency.name);
      if (known) set_scope(tx, *known, agency.scope);  // the next paper finds it by more than that
    }
    agency.id = known.value_or(AgencyId::make(now, house.random));
    if (!known || manages_agency(tx, owner, *known)) save_agency(tx, agency, owner);
    ids.emplace(entry.key, agency.id);
  }
  return ids;
}

}  // namespace inspectord
