// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/part_acts.hpp"
#include "workflow/record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

/// SHA-256 over the canonical bytes of a content (its encoded plan file).
Sha256 hash_content(const Plan&);

/// A plan with all that has a state of its own, or nullopt.
std::optional<PlanRecord> find_plan(Connection&, PlanId);

/// Whose a plan is and what one that is kept in memory is held against.
struct PlanHead {
  AgencyId owner;
  Version version = 0;
};
/// nullopt where there is no such plan.
std::optional<PlanHead> head_of_plan(Connection&, PlanId);

/// The agency that owns a plan, or nullopt where there is no such plan.
std::optional<AgencyId> owner_of_plan(Connection&, PlanId);

/// The plan that a visit, duty (or recommendation), task or score belongs to.
std::optional<PlanId> find_plan_of_visit(Connection&, VisitId);
std::optional<PlanId> find_plan_of_duty(Connection&, DutyId);
std::optional<PlanId> find_plan_of_task(Connection&, TaskId);
std::optional<PlanId> find_plan_of_score(Connection&, ScoreId);

/// A living plan (not cancelled) of the owner with the very same content, `itself` aside.
std::optional<PlanId> find_same_content(Connection&, AgencyId owner, const Sha256&,
                                        std::optional<PlanId> itself);

/// What a number is unique by, among the plans of an owner.
struct NumberOf {
  AgencyId owner;
  AgencyId issuer;
  PlanKind kind{};
  std::string number;
  int year = 0;
};
/// A plan that has the number, `itself` aside.
std::optional<PlanId> find_same_number(Connection&, const NumberOf&, std::optional<PlanId> itself);
/// The plan of which another paper has the number: the plan itself, drafted ones aside, or an
/// amendment; also a cancelled one, whose number stays void. Of plans a number is unique by kind;
/// an amendment (`revision` above 1) may be any sort of paper, and its number says which.
std::optional<PlanId> find_with_number_given(Connection&, const NumberOf&, PlanId itself,
                                             int revision);

void insert_plan(Transaction&, const PlanRecord&, Instant now);

/// Writes what differs between the two; the stored version becomes before.version + 1.
/// Throws StorageError if the stored version is not before.version: callers compare first.
void update_plan(Transaction&, const PlanRecord& before, const PlanRecord& after, Instant now);

void insert_submission(Transaction&, DutyId, const Submission&);
/// The last submission of a duty that still counts, if any, was recorded by mistake.
void mark_submission_undone(Transaction&, DutyId, UserId by, Instant at);
/// All that were recorded, undone ones too, oldest first.
std::vector<Submission> submissions_of(Connection&, DutyId);

/// One line of a list of plans.
struct PlanSummary {
  PlanId id;
  AgencyId owner;
  std::string key;
  std::string kind;
  std::string title;
  int plan_year = 0;
  PlanState state = PlanState::drafted;
  bool submitted = false;
  Version version = 1;
  std::string number;
  std::string date;
};

struct PlanFilter {
  std::optional<PlanState> state;
  std::optional<int> year;
  std::optional<AgencyId> owner;  ///< Only plans of this agency ...
  std::optional<AgencyId>
      concerning;                    ///< ... or that give this agency a visit, a duty or a notice.
  std::optional<AgencyId> naming{};  ///< Only plans that name this agency.
  std::vector<std::string> matching{};  ///< Patterns of plan_search::patterns_of.
  bool newest_first = false;
  std::optional<PlanId> after;  ///< Only ids behind this one, in the order: the cursor.
  int limit = 50;
};

/// In the order they were drafted, or the other way round.
std::vector<PlanSummary> list_plans(Connection&, const PlanFilter&);

/// The agency has a part in the plan: as unit, debtor, member, recipient.
bool concerns(Connection&, PlanId, AgencyId);

}  // namespace inspectord
