// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "server/http/request.hpp"
#include "storage/agencies.hpp"
#include "storage/sending_switch.hpp"
#include "workflow/part_acts.hpp"
#include "workflow/plan_acts.hpp"

#include <string>

// What requests carry. Every error of a body is found at once, each with its JSON pointer; an empty
// body is an empty object.

namespace inspectord {

/// The members of PlanInput by their names; `content` is a plan file. The overrides are the
/// actor's.
Result<PlanInput> read_plan_input(const Request&, const Actor&);
Result<VisitInput> read_visit_input(const Request&);

/// The members of DutyInput; those of its submission stand beside the others, and count for
/// `submit` and `nil`.
Result<DutyInput> read_duty_input(const Request&, DutyAction);

/// A paper that was filed: `nil` says that there was nothing to report.
struct FiledPaper {
  DutyAction action = DutyAction::submit;
  DutyInput input;
};
Result<FiledPaper> read_filed_paper(const Request&);

Result<TaskInput> read_task_input(const Request&);
Result<AgencyContact> read_contact(const Request&, AgencyId);

/// What is to be set, without who and when.
Result<SendingSwitch> read_sending_switch(const Request&);

/// Reads 64 hexadecimal digits, either case.
std::optional<Sha256> parse_digest(std::string_view);

}  // namespace inspectord
