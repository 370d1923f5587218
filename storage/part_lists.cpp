// SPDX-License-Identifier: Apache-2.0
#include "storage/part_lists.hpp"

#include <utility>

namespace inspectord {
namespace {

/// Where parts of one sort are, and whom they have to do with besides the owner of their plan.
struct Source {
  std::string_view table;
  std::string_view day;
  std::string_view concerns;   ///< With $1 for the viewer.
  std::string_view only = {};  ///< What else has to hold of them.
};

constexpr std::string_view no_day = "9999-12-31";
constexpr std::string_view of_a_plan_told =
    "p.state NOT IN ('drafted', 'approved')"
    " AND (EXISTS (SELECT 1 FROM reminders r WHERE r.plan = p.id AND r.recipient = $1)"
    " OR EXISTS (SELECT 1 FROM duties d WHERE d.plan = p.id AND d.agency = $1)"
    " OR EXISTS (SELECT 1 FROM messages m WHERE m.plan_id = p.id AND m.recipient_agency = $1))";
constexpr std::string_view of_the_debtor = "t.agency = $1";

/// A query on its way, with its parameters: what is not asked for does not stand in it, so that an
/// index on what is asked for can be used.
class ListQuery {
 public:
  ListQuery(const Source& source, AgencyId viewer)
      : day_(source.day),
        sql_("SELECT t.id, t.plan, " + day_ + " FROM " + std::string{source.table} +
             " t JOIN plans p ON p.id = t.plan WHERE (p.owner = $1 OR (" +
             std::string{source.concerns} + "))"),
        parameters_{viewer} {
    if (!source.only.empty()) sql_ += " AND " + std::string{source.only};
  }

  void narrow(const PartFilter& filter) {
    if (filter.plan) sql_ += " AND t.plan = " + add(*filter.plan);
    if (filter.state) sql_ += " AND t.state = " + add(*filter.state);
    if (filter.agency) sql_ += " AND t.agency = " + add(*filter.agency);
    if (filter.from)
      sql_ += " AND " + day_ + " >= " + add(*filter.from) + " AND " + day_ + " < " + add(no_day);
    if (filter.to) sql_ += " AND " + day_ + " <= " + add(*filter.to);
  }
  void order(const PartFilter& filter) {
    const std::string behind = filter.descending ? " < " : " > ";
    if (filter.after) {
      const auto day = add(filter.after->day);
      sql_ += " AND (" + day_ + behind + day + " OR (" + day_ + " = " + day + " AND t.id" + behind +
              add(VisitId{filter.after->id}) + "))";
    }
    const std::string down = filter.descending ? " DESC" : "";
    sql_ += " ORDER BY " + day_ + down + ", t.id" + down + " LIMIT " + add(filter.limit);
  }
  Rows run(Connection& db) const { return db.query_with(sql_, parameters_); }

 private:
  std::string add(Value value) {
    parameters_.push_back(std::move(value));
    return "$" + std::to_string(parameters_.size());
  }

  std::string day_;
  std::string sql_;
  std::vector<Value> parameters_;
};

std::vector<ListedPart> list(Connection& db, const Source& source, const PartFilter& filter) {
  ListQuery query{source, filter.viewer};
  query.narrow(filter);
  query.order(filter);
  std::vector<ListedPart> parts;
  for (const auto& row : query.run(db)) {
    parts.push_back(
        {.id = row.id<VisitId>(0).bytes(), .plan = row.id<PlanId>(1), .day = row.text(2)});
  }
  return parts;
}

}  // namespace

std::vector<ListedPart> list_visits(Connection& db, const PartFilter& filter) {
  return list(db, {"visits", "t.date", of_a_plan_told}, filter);
}

std::vector<ListedPart> list_duties(Connection& db, const PartFilter& filter) {
  return list(db,
              {"duties", "coalesce(t.last_on_time, '9999-12-31')", of_the_debtor,
               "t.key NOT LIKE 'recommendation/%'"},
              filter);
}

std::vector<ListedPart> list_tasks(Connection& db, const PartFilter& filter) {
  return list(db, {"tasks", "coalesce(t.inner_date, '9999-12-31')", of_a_plan_told}, filter);
}

}  // namespace inspectord
