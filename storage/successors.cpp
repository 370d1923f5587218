// SPDX-License-Identifier: Apache-2.0
#include "storage/successors.hpp"

namespace inspectord {
namespace {

std::vector<RelatedAgency> related(const Rows& rows) {
  std::vector<RelatedAgency> agencies;
  for (const auto& row : rows)
    agencies.push_back({.id = row.id<AgencyId>(0), .name = row.text(1), .document = row.text(2)});
  return agencies;
}

}  // namespace

std::vector<RelatedAgency> successors_of(Connection& db, AgencyId id) {
  return related(
      db.query("SELECT a.id, a.name, s.document FROM agency_successors s JOIN agencies a"
               " ON a.id = s.successor WHERE s.predecessor = $1 ORDER BY a.name, a.id",
               id));
}

std::vector<RelatedAgency> predecessors_of(Connection& db, AgencyId id) {
  return related(
      db.query("SELECT a.id, a.name, s.document FROM agency_successors s JOIN agencies a"
               " ON a.id = s.predecessor WHERE s.successor = $1 ORDER BY a.name, a.id",
               id));
}

void end_agency(Transaction& tx, AgencyId id, LocalDate last_day,
                const std::vector<AgencyId>& successors, std::string_view document) {
  tx.execute("UPDATE agencies SET valid_to = $1, version = version + 1 WHERE id = $2",
             to_string(last_day), id);
  for (const auto successor : successors) {
    tx.execute(
        "INSERT INTO agency_successors (predecessor, successor, document) VALUES ($1, $2, $3)"
        " ON CONFLICT (predecessor, successor) DO UPDATE SET document = $3",
        id, successor, document);
  }
}

std::vector<PendingDuty> pending_duties(Connection& db, AgencyId debtor, AgencyId owner) {
  std::vector<PendingDuty> duties;
  for (const auto& row :
       db.query("SELECT d.id, p.id, p.title, d.key, d.state, d.last_on_time FROM duties d"
                " JOIN plans p ON p.id = d.plan WHERE d.agency = $1 AND p.owner = $2"
                " AND d.state IN ('waiting', 'open', 'returned') AND d.released = 0"
                " AND p.state IN ('notified', 'inspected') ORDER BY p.id, d.position, d.id",
                debtor, owner)) {
    duties.push_back({.id = row.id<DutyId>(0),
                      .plan = row.id<PlanId>(1),
                      .plan_title = row.text(2),
                      .key = row.text(3),
                      .state = row.text(4),
                      .last_on_time = row.optional_text(5).value_or("")});
  }
  return duties;
}

}  // namespace inspectord
