// SPDX-License-Identifier: Apache-2.0
#include "usecases/succession.hpp"

#include "formats/json.hpp"
#include "storage/agencies.hpp"
#include "storage/journal.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/directory_entries.hpp"
#include "workflow/one_line.hpp"
#include "workflow/part_guards.hpp"

namespace inspectord {
namespace {

void check_successors(Guard& guard, Transaction& tx, AgencyId id, const AgencyEnd& end,
                      const Actor& actor) {
  for (std::size_t i = 0; i < end.successors.size(); ++i) {
    const auto successor = end.successors[i];
    const std::string pointer = "/successors/" + std::to_string(i);
    guard.need(successor != id, refuse::own_successor, pointer);
    guard.need(may_see_agency(tx, successor, actor.agency), refuse::unknown_agency, pointer,
               {{"name", successor.to_string()}});
  }
}

std::string entry_with_successors(Connection& db, AgencyId id) {
  JsonArray successors;
  for (const auto& one : successors_of(db, id)) successors.push_back(one.id.to_string());
  auto entry = *parse_json(entry_of(find_agency(db, id).value()))->if_object();
  entry.emplace_back("successors", std::move(successors));
  return write_json(std::move(entry));
}

}  // namespace

Result<std::vector<PendingDuty>> end_agency(Transaction& tx, AgencyId id, const AgencyEnd& end,
                                            const Actor& actor, Instant now, const House& house) {
  if (!actor.roles.has_any({Role::administrator, Role::planner}))
    return Refusal{refuse::not_allowed, {}, {{"action", "end"}}};
  const auto agency = find_agency(tx, id);
  if (!agency || !manages_agency(tx, actor.agency, id)) return Refusal{refuse::no_such_target};
  Guard guard{{}};
  need_given(guard, end.valid_to.has_value(), "valid_to");
  const bool in_order =
      !end.valid_to || !agency->valid_from || *agency->valid_from <= *end.valid_to;
  guard.need(in_order, refuse::not_later, "/valid_to",
             {{"date", agency->valid_from ? to_string(*agency->valid_from) : ""}});
  need_one_line(guard, end.document, "/document");
  check_successors(guard, tx, id, end, actor);
  if (!guard.passed()) return std::move(guard).refusal();
  auto before = entry_with_successors(tx, id);
  end_agency(tx, id, *end.valid_to, end.successors, end.document);
  note(tx, "agency.ended", Subject::of("agency", id), std::move(before),
       entry_with_successors(tx, id), actor, now, house);
  return pending_duties(tx, id, actor.agency);
}

}  // namespace inspectord
