// SPDX-License-Identifier: Apache-2.0
#include "storage/calendars.hpp"

#include "formats/days_off_file.hpp"
#include "storage/due_date_json.hpp"
#include "storage/row_ids.hpp"

namespace inspectord {
namespace {

constexpr const char* selected =
    "SELECT id, owner, number, content, source, valid_from, accepted_by, accepted_at"
    " FROM calendar_versions WHERE ";

StoredCalendar calendar_of(const Row& row) {
  auto data = decode_kept_days_off(row.text(3));
  if (!data) throw std::logic_error("a stored calendar cannot be read");
  return {.id = row.id<CalendarVersionId>(0),
          .owner = row.optional_id<AgencyId>(1),
          .number = static_cast<int>(row.integer(2)),
          .data = std::move(data).value(),
          .source = row.text(4),
          .valid_from = parse_date(row.text(5)).value(),
          .accepted_by = row.id<UserId>(6),
          .accepted_at = row.instant(7)};
}

/// Rows of an owner, or of the house: two texts, so that each finds its index.
Rows rows_of(Connection& db, std::optional<AgencyId> owner, const std::string& columns,
             const std::string& behind) {
  if (owner) return db.query(columns + "owner = $1" + behind, *owner);
  return db.query(columns + "owner IS NULL" + behind);
}

}  // namespace

namespace calendar_rows {

void insert(Transaction& tx, const StoredCalendar& one) {
  tx.execute(
      "INSERT INTO calendar_versions (id, owner, number, version, content, source, valid_from,"
      " accepted_by, accepted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      one.id, one.owner, one.number, one.data.version, encode_days_off(one.data), one.source,
      to_string(one.valid_from), one.accepted_by, one.accepted_at);
}

std::optional<StoredCalendar> current(Connection& db, std::optional<AgencyId> owner) {
  const auto rows = rows_of(db, owner, selected, " ORDER BY number DESC LIMIT 1");
  return rows.empty() ? std::nullopt : std::optional{calendar_of(rows.front())};
}

std::optional<CalendarVersionId> current_id(Connection& db, std::optional<AgencyId> owner) {
  const auto rows = rows_of(db, owner, "SELECT id FROM calendar_versions WHERE ",
                            " ORDER BY number DESC LIMIT 1");
  return rows.empty() ? std::nullopt : std::optional{rows.front().id<CalendarVersionId>(0)};
}

std::vector<AgencyId> owners(Connection& db) {
  return ids_of<AgencyId>(
      db.query("SELECT DISTINCT owner FROM calendar_versions WHERE owner IS NOT NULL"));
}

std::vector<StoredCalendar> versions(Connection& db, std::optional<AgencyId> owner) {
  std::vector<StoredCalendar> found;
  for (const auto& row : rows_of(db, owner, selected, " ORDER BY number DESC"))
    found.push_back(calendar_of(row));
  return found;
}

}  // namespace calendar_rows

std::vector<OpenDue> open_dues(Connection& db, LocalDate not_before, LocalDate not_after,
                               std::optional<AgencyId> owner) {
  std::vector<OpenDue> found;
  for (const auto& row : db.query(
           "SELECT d.id, d.plan, p.owner, d.due FROM duties d JOIN plans p ON p.id = d.plan"
           " WHERE d.state IN ('open', 'returned')"
           " AND (d.last_on_time >= $1 OR d.due LIKE '%\"back\":true%')"
           " AND (d.last_on_time <= $3 OR d.due LIKE '%\"limit\":%')"
           " AND p.state IN ('notified', 'inspected', 'concluded')"
           " AND ($2 IS NULL OR p.owner = $2) AND d.due IS NOT NULL ORDER BY d.plan, d.position",
           to_string(not_before), owner, to_string(not_after))) {
    const auto due = parse_json(row.text(3));
    if (!due) throw std::logic_error("a stored due date cannot be read");
    found.push_back(
        {row.id<DutyId>(0), row.id<PlanId>(1), row.id<AgencyId>(2), decode_due_date(*due)});
  }
  return found;
}

std::vector<ComingVisit> coming_visits(Connection& db, LocalDate first, LocalDate last,
                                       std::optional<AgencyId> owner) {
  std::vector<ComingVisit> found;
  for (const auto& row :
       db.query("SELECT v.plan, p.owner, v.key, v.date FROM visits v JOIN plans p ON p.id = v.plan"
                " WHERE v.date >= $1 AND v.date <= $2 AND v.state IN ('tentative', 'confirmed')"
                " AND p.state IN ('notified', 'inspected') AND ($3 IS NULL OR p.owner = $3)"
                " ORDER BY v.plan, v.position",
                to_string(first), to_string(last), owner)) {
    found.push_back(
        {row.id<PlanId>(0), row.id<AgencyId>(1), row.text(2), parse_date(row.text(3)).value()});
  }
  return found;
}

std::vector<PlanId> plans_before_notice(Connection& db, LocalDate first, LocalDate last,
                                        std::optional<AgencyId> owner) {
  return ids_of<PlanId>(
      db.query("SELECT id FROM plans WHERE state IN ('drafted', 'approved')"
               " AND last_visit >= $1 AND first_visit <= $2 AND ($3 IS NULL OR owner = $3)"
               " ORDER BY last_visit, id",
               to_string(first), to_string(last), owner));
}

}  // namespace inspectord
