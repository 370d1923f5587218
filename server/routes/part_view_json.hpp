// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/routes/json_parts.hpp"
#include "words/catalogue.hpp"
#include "workflow/part_acts.hpp"

#include <vector>

// What a visit, a duty and a task look like from outside. All of them carry the version of their
// plan: it is what If-Match compares.

namespace inspectord {

JsonObject visit_json(const PlanRecord&, const VisitRecord&);
JsonValue due_json(const std::optional<DueDate>&);  ///< null where there is none.
JsonObject duty_json(const PlanRecord&, const DutyRecord&, const AgencyNames&);
JsonObject task_json(const PlanRecord&, const TaskRecord&);

JsonValue submission_json(const Submission&, const Zone&);

/// What a single duty shows besides: its submissions, how its day was reached in words, whether it
/// is overdue today.
struct DutyDetails {
  std::vector<Submission> submissions;
  LocalDate today{};
};
JsonObject duty_json(const PlanRecord&, const DutyRecord&, const AgencyNames&, const DutyDetails&,
                     Language, const Zone&);

/// Appends what the details say: "overdue", "derivation", "submissions".
void add_details(JsonObject&, const DutyRecord&, const DutyDetails&, Language, const Zone&);

}  // namespace inspectord
