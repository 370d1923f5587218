// SPDX-License-Identifier: Apache-2.0
#include "storage/policies.hpp"

#include "formats/policy_file.hpp"
#include "storage/row_ids.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

const std::string selected =
    "SELECT owner, number, content, edited_by, edited_at FROM policy_versions p WHERE owner = $1";

StoredPolicy policy_of(const Row& row) {
  auto policy = decode_policy(row.text(2));
  if (!policy) throw std::logic_error("a stored policy cannot be read");
  return {.owner = row.id<AgencyId>(0),
          .number = static_cast<int>(row.integer(1)),
          .policy = std::move(policy).value(),
          .edited_by = row.id<UserId>(3),
          .edited_at = row.instant(4)};
}

std::vector<StoredPolicy> policies_of(const Rows& rows) {
  std::vector<StoredPolicy> found;
  for (const auto& row : rows) found.push_back(policy_of(row));
  return found;
}

}  // namespace

namespace policy_rows {

void insert(Transaction& tx, const StoredPolicy& one) {
  tx.execute(
      "INSERT INTO policy_versions (owner, key, number, content, edited_by, edited_at)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      one.owner, one.policy.key, one.number, encode_policy(one.policy), one.edited_by,
      one.edited_at);
}

std::optional<StoredPolicy> current(Connection& db, AgencyId owner, std::string_view key) {
  const auto rows = db.query(selected + " AND key = $2 ORDER BY number DESC LIMIT 1", owner, key);
  return rows.empty() ? std::nullopt : std::optional{policy_of(rows.front())};
}

std::vector<StoredPolicy> list(Connection& db, AgencyId owner) {
  return policies_of(db.query(selected +
                                  " AND number = (SELECT MAX(o.number) FROM policy_versions o"
                                  " WHERE o.owner = p.owner AND o.key = p.key) ORDER BY key",
                              owner));
}

std::vector<StoredPolicy> versions(Connection& db, AgencyId owner, std::string_view key) {
  return policies_of(db.query(selected + " AND key = $2 ORDER BY number DESC", owner, key));
}

}  // namespace policy_rows

std::vector<PlanId> plans_by_policy(Connection& db, AgencyId owner, std::string_view key) {
  return ids_of<PlanId>(
      db.query("SELECT id FROM plans WHERE policy = $1 AND owner = $2"
               " AND state IN ('notified', 'inspected', 'concluded') AND policy <> '' ORDER BY id",
               key, owner));
}

std::vector<NamedPolicy> policies_in_use(Connection& db) {
  std::vector<NamedPolicy> named;
  for (const auto& row :
       db.query("SELECT DISTINCT policy, owner FROM plans WHERE policy <> ''"
                " AND state IN ('notified', 'inspected', 'concluded') ORDER BY policy, owner"))
    named.push_back({row.id<AgencyId>(1), row.text(0)});
  return named;
}

std::optional<NamedPolicy> policy_in_use(Connection& db, PlanId plan) {
  const auto rows = db.query(
      "SELECT owner, policy FROM plans WHERE id = $1 AND policy <> ''"
      " AND state IN ('notified', 'inspected', 'concluded')",
      plan);
  if (rows.empty()) return std::nullopt;
  return NamedPolicy{rows.front().id<AgencyId>(0), rows.front().text(1)};
}

}  // namespace inspectord
