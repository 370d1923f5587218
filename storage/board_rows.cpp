// SPDX-License-Identifier: Apache-2.0
#include "storage/board_rows.hpp"

namespace inspectord::board_rows {
namespace {

// Bounds are always given, so that a database can look them up in an index.
std::string first_of(const Days& days) {
  return days.from ? to_string(*days.from) : "0000-01-01";
}
std::string last_of(const Days& days) {
  return days.to ? to_string(*days.to) : "9999-12-31";
}

BoardPlan plan_of(const Row& row, PlanState state) {
  return {.id = row.id<PlanId>(1),
          .kind = row.text(2),
          .title = row.text(3),
          .plan_year = static_cast<int>(row.integer(4)),
          .number = row.text(5),
          .date = row.optional_text(6).value_or(""),
          .state = state,
          .submitted = row.boolean(7)};
}

/// Rows that begin with how many there are in all.
template <class Entry, class Read>
BoardList<Entry> list_of(const Rows& rows, Read read) {
  BoardList<Entry> list;
  for (const auto& row : rows) {
    list.count = row.integer(0);
    list.first.push_back(read(row));
  }
  return list;
}

template <class IdType>
PartOf<IdType> part_of(const Row& row) {
  return {.plan = row.id<PlanId>(1), .version = row.integer(2), .id = row.id<IdType>(3)};
}

}  // namespace

BoardList<BoardPlan> plans_in(Connection& db, AgencyId house, PlanState state, int most) {
  const auto rows = db.query(
      "SELECT COUNT(*) OVER (), id, kind, title, plan_year, number, date, submitted FROM plans"
      " WHERE owner = $1 AND state = $2 ORDER BY id DESC LIMIT $3",
      house, state_code(state), most);
  return list_of<BoardPlan>(rows, [&](const Row& row) { return plan_of(row, state); });
}

BoardList<PartOf<VisitId>> visits(Connection& db, AgencyId house,
                                  std::pair<VisitState, VisitState> states, const Days& days,
                                  int most) {
  const auto rows = db.query(
      "SELECT COUNT(*) OVER (), v.plan, p.version, v.id FROM visits v"
      " JOIN plans p ON p.id = v.plan"
      " WHERE p.owner = $1 AND p.state IN ('notified', 'inspected') AND v.state IN ($2, $3)"
      " AND v.date >= $4 AND v.date <= $5"
      " ORDER BY v.date, v.id LIMIT $6",
      house, state_code(states.first), state_code(states.second), first_of(days), last_of(days),
      most);
  return list_of<PartOf<VisitId>>(rows, part_of<VisitId>);
}

BoardList<PartOf<DutyId>> duties(Connection& db, AgencyId house, const Days& days, int most) {
  const auto rows = db.query(
      "SELECT COUNT(*) OVER (), d.plan, p.version, d.id FROM duties d"
      " JOIN plans p ON p.id = d.plan"
      " WHERE p.owner = $1 AND p.state IN ('notified', 'inspected')"
      " AND d.state IN ('open', 'returned') AND d.released = 0"
      " AND d.last_on_time >= $2 AND d.last_on_time <= $3"
      " ORDER BY d.last_on_time, d.id LIMIT $4",
      house, first_of(days), last_of(days), most);
  return list_of<PartOf<DutyId>>(rows, part_of<DutyId>);
}

std::int64_t count_failed(Connection& db, AgencyId house) {
  return db
      .query(
          "SELECT COUNT(*) FROM messages m JOIN plans p ON p.id = m.plan_id"
          " WHERE m.state = 'dead' AND p.owner = $1",
          house)
      .front()
      .integer(0);
}

}  // namespace inspectord::board_rows
