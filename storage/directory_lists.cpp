// SPDX-License-Identifier: Apache-2.0
#include "storage/directory_lists.hpp"

#include "storage/contact_rows.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

std::optional<LocalDate> date_of(const std::optional<std::string>& text) {
  return text ? parse_date(*text) : std::nullopt;
}

Blob blob_of(const Sha256& hash) {
  return Blob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
}

}  // namespace

std::vector<AgencyContact> endpoints_managed_by(Connection& db, AgencyId manager,
                                                std::optional<ContactId> after, int limit) {
  std::vector<AgencyContact> endpoints;
  for (const auto& row : db.query("SELECT " + std::string{contact_columns} +
                                      " FROM contacts c JOIN agencies a ON a.id = c.agency"
                                      " WHERE c.kind = 'webhook' AND (a.id = $1 OR a.owner = $1)"
                                      " AND ($2 IS NULL OR c.id > $2) ORDER BY c.id LIMIT $3",
                                  manager, after, limit)) {
    endpoints.push_back(contact_of(row));
  }
  return endpoints;
}

std::vector<GroupMember> group_members_of(Connection& db, AgencyId owner,
                                          const std::optional<GroupMember>& after, int limit) {
  std::vector<GroupMember> members;
  for (const auto& row :
       db.query("SELECT plan_key, group_key, agency, valid_from, valid_to FROM group_members"
                " WHERE owner = $1 AND ($2 IS NULL OR plan_key > $2 OR (plan_key = $2"
                " AND (group_key > $3 OR (group_key = $3 AND agency > $4))))"
                " ORDER BY plan_key, group_key, agency LIMIT $5",
                owner, after ? std::optional{after->plan_key} : std::nullopt,
                after ? std::optional{after->group_key} : std::nullopt,
                after ? std::optional{after->agency} : std::nullopt, limit)) {
    members.push_back({.owner = owner,
                       .plan_key = row.text(0),
                       .group_key = row.text(1),
                       .agency = row.id<AgencyId>(2),
                       .from = date_of(row.optional_text(3)),
                       .to = date_of(row.optional_text(4))});
  }
  return members;
}

std::vector<HeldFile> files_held_by(Connection& db, AgencyId owner,
                                    const std::optional<HeldFile>& after, int limit) {
  std::vector<HeldFile> held;
  for (const auto& row :
       db.query("SELECT f.sha256, f.size, f.media_type, o.created_at FROM file_owners o"
                " JOIN files f ON f.sha256 = o.sha256 WHERE o.agency_id = $1 AND ($2 IS NULL"
                " OR o.created_at > $2 OR (o.created_at = $2 AND o.sha256 > $3))"
                " ORDER BY o.created_at, o.sha256 LIMIT $4",
                owner, after ? std::optional{after->since} : std::nullopt,
                after ? std::optional{blob_of(after->file.sha256)} : std::nullopt, limit)) {
    HeldFile file{.file = {.sha256 = {}, .size = row.integer(1), .media_type = row.text(2)},
                  .since = row.instant(3)};
    const auto& name = row.blob(0);
    std::copy_n(name.begin(), file.file.sha256.size(), file.file.sha256.begin());
    held.push_back(std::move(file));
  }
  return held;
}

}  // namespace inspectord
