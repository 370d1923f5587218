// SPDX-License-Identifier: Apache-2.0
#include "storage/substitutions.hpp"

namespace inspectord::substitution_rows {
namespace {

const std::string selected =
    "SELECT s.id, s.owner, s.signer, s.substitute, u.name, s.valid_from, s.valid_to,"
    " s.document_number, s.document_date, s.ended_on, s.created_by, s.created_at"
    " FROM substitutions s JOIN users u ON u.id = s.substitute WHERE ";

StoredSubstitution substitution_of(const Row& row) {
  const auto ended_on = row.optional_text(9);
  return {.what = {.id = row.id<SubstitutionId>(0),
                   .signer = row.text(2),
                   .substitute = row.id<UserId>(3),
                   .substitute_name = row.text(4),
                   .valid_from = parse_date(row.text(5)).value(),
                   .valid_to = parse_date(row.text(6)).value(),
                   .document_number = row.text(7),
                   .document_date = parse_date(row.text(8)).value(),
                   .ended_on = ended_on ? parse_date(*ended_on) : std::nullopt},
          .owner = row.id<AgencyId>(1),
          .created_by = row.id<UserId>(10),
          .created_at = row.instant(11)};
}

}  // namespace

void insert(Transaction& tx, const StoredSubstitution& one) {
  tx.execute(
      "INSERT INTO substitutions (id, owner, signer, substitute, valid_from, valid_to,"
      " document_number, document_date, created_by, created_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      one.what.id, one.owner, one.what.signer, one.what.substitute, to_string(one.what.valid_from),
      to_string(one.what.valid_to), one.what.document_number, to_string(one.what.document_date),
      one.created_by, one.created_at);
}

void end(Transaction& tx, SubstitutionId id, LocalDate on) {
  tx.execute("UPDATE substitutions SET ended_on = $1 WHERE id = $2", to_string(on), id);
}

std::optional<StoredSubstitution> find(Connection& db, SubstitutionId id) {
  const auto rows = db.query(selected + "s.id = $1", id);
  return rows.empty() ? std::nullopt : std::optional{substitution_of(rows.front())};
}

std::vector<StoredSubstitution> list(Connection& db, AgencyId owner,
                                     std::optional<SubstitutionId> after, int limit) {
  std::vector<StoredSubstitution> found;
  for (const auto& row :
       db.query(selected + "s.owner = $1 AND ($2 IS NULL OR s.id > $2) ORDER BY s.id LIMIT $3",
                owner, after, limit)) {
    found.push_back(substitution_of(row));
  }
  return found;
}

std::vector<Substitution> for_signer(Connection& db, AgencyId owner, std::string_view signer) {
  std::vector<Substitution> found;
  for (const auto& row :
       db.query(selected + "s.owner = $1 AND s.signer = $2 ORDER BY s.id", owner, signer)) {
    found.push_back(substitution_of(row).what);
  }
  return found;
}

}  // namespace inspectord::substitution_rows
