// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/directory.hpp"
#include "workflow/record.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace inspectord {

/// An agency of the directory.
struct Agency {
  AgencyId id;
  std::string name;
  std::string short_name;
  std::string level;
  std::string
      parent_name;      ///< The body above it, as far as papers name it: names alone are ambiguous.
  std::string scope{};  ///< Where a paper names no body above: the issuer and place that speak of
                        ///< it ("Sở Y tế").
  bool firm = false;
  std::vector<std::string> aliases;
  std::optional<LocalDate> valid_from, valid_to;
};

enum class ContactKind { mail, webhook };

/// Where an agency can be told something.
struct AgencyContact {
  ContactId id;
  AgencyId agency;
  ContactKind kind = ContactKind::mail;
  std::string address;
  std::string label;
  std::string secret;    ///< webhook: "whsec_..."
  std::string language;  ///< "vi" or "en"
  std::optional<std::string> disabled_because;
};

std::optional<Agency> find_agency(Connection&, AgencyId);
/// Whose entry of the directory it is; its own where nobody entered it for it. Nullopt: unknown.
std::optional<AgencyId> owner_of_agency(Connection&, AgencyId);
/// Who may change it and its contacts: it itself, and who entered it.
bool manages_agency(Connection&, AgencyId manager, AgencyId agency);
/// It is the viewer itself, an entry of the viewer's, or named by a plan of the viewer's.
bool may_see_agency(Connection&, AgencyId, AgencyId viewer);
std::optional<AgencyId> find_agency_by_name(Connection&, std::string_view name,
                                            std::string_view parent_name, std::string_view scope);
/// Every agency of a name or alias: more than one is an ambiguity that the caller has to refuse.
std::vector<AgencyId> find_agencies_named(Connection&, std::string_view name);
std::vector<Agency> list_agencies(Connection&, std::optional<AgencyId> after, int limit);
/// Those that the viewer may see, by id.
std::vector<Agency> list_agencies_seen_by(Connection&, AgencyId viewer,
                                          std::optional<AgencyId> after, int limit);
/// The names of all agencies that a plan names or that owe something in it.
std::map<AgencyId, std::string> agency_names_of(Connection&, PlanId);
/// Those that owe something in a plan and whose last day lies before the day.
std::set<AgencyId> debtors_past_end(Connection&, PlanId, LocalDate day);

/// Where an agency belongs of which no body above is known: see Agency::scope.
void set_scope(Transaction&, AgencyId, std::string_view scope);

/// Inserts, or fills in what was empty so far. Requires: the owner manages an agency that is there.
void save_agency(Transaction&, const Agency&, AgencyId owner);

/// The contacts in force on a day, disabled ones left out.
std::vector<AgencyContact> contacts_of(Connection&, AgencyId, LocalDate day);
std::vector<AgencyContact> all_contacts_of(Connection&, AgencyId);
std::optional<AgencyContact> find_contact(Connection&, ContactId);
/// Inserts, or enables the same address again with a new label, secret and language. Returns the id
/// under which it is stored: of an address that was there, the one it had.
ContactId save_contact(Transaction&, const AgencyContact&, std::optional<LocalDate> from,
                       std::optional<LocalDate> to);
void disable_contact(Transaction&, ContactId, std::string_view because);

/// A member of a group in the plans of an owner.
struct GroupMember {
  AgencyId owner;
  std::string plan_key;
  std::string group_key;
  AgencyId agency;
  std::optional<LocalDate> from, to;
};
/// The same agency in the same group, as it is stored.
std::optional<GroupMember> find_group_member(Connection&, const GroupMember&);
void save_group_member(Transaction&, const GroupMember&);

/// Rises with every change of agencies, contacts and groups: what was made of them holds as long as
/// it stays.
std::int64_t directory_version(Connection&);

/// What workflow may know of the directory for one plan of an owner on one day.
Directory directory_for(Connection&, const Plan&, AgencyId owner,
                        const std::map<std::string, AgencyId>& agencies, LocalDate day);
/// The same, and whoever owes something in it: a successor, or one that has left a group since.
Directory directory_for(Connection&, const PlanRecord&, LocalDate day);
/// Adds an agency as it is on that day; one that does not exist is not added.
void know(Connection&, Directory&, AgencyId, LocalDate day);

}  // namespace inspectord
