// SPDX-License-Identifier: Apache-2.0
#include "workflow/duty_guards.hpp"

#include "calendar/derive.hpp"
#include "workflow/due_days.hpp"
#include "workflow/one_line.hpp"
#include "workflow/part_guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

void check_not_ahead(Guard& guard, std::optional<LocalDate> day, std::string_view what,
                     const Scene& scene) {
  guard.need(!day || *day <= scene.today, refuse::date_in_future, "/" + std::string{what},
             {{"date", day ? to_string(*day) : ""}});
}

/// A paper is sent and received on its own day or later.
void check_not_before_paper(Guard& guard, const Submission& paper, std::optional<LocalDate> day,
                            std::string_view what) {
  guard.need(!day || !paper.paper_date || *day >= *paper.paper_date, refuse::sent_before_paper,
             "/" + std::string{what},
             {{"date", day ? to_string(*day) : ""},
              {"paper_date", paper.paper_date ? to_string(*paper.paper_date) : ""}});
}

}  // namespace

void check_submission(Guard& guard, const DutyInput& input, bool nil, const Scene& scene) {
  const Submission paper = input.submission.value_or(Submission{});
  need_given(guard, paper.judged_on().has_value(), "sent_on");
  if (!nil) {
    need_given(guard, !paper.number.empty(), "number");
    need_given(guard, paper.paper_date.has_value(), "paper_date");
  }
  check_not_ahead(guard, paper.sent_on, "sent_on", scene);
  check_not_ahead(guard, paper.received_on, "received_on", scene);
  check_not_ahead(guard, paper.paper_date, "paper_date", scene);
  check_not_before_paper(guard, paper, paper.sent_on, "sent_on");
  check_not_before_paper(guard, paper, paper.received_on, "received_on");
  need_one_line(guard, paper.number, "/number");
}

void check_extension(Guard& guard, const DutyRecord& duty, const DutyInput& input) {
  need_given(guard, input.date.has_value(), "date");
  guard.need(!input.date || !duty.due || *input.date > duty.due->last_on_time, refuse::not_later,
             "/date", {{"date", duty.due ? to_string(duty.due->last_on_time) : ""}});
  guard.need(!input.document.empty(), refuse::document_needed, "/document");
}

std::optional<DueDate> given_day(const DutyInput& input, const PlannedDue* rule,
                                 const Scene& scene) {
  if (input.event_date && rule && is_counted(*rule))
    return planned_due_date(*rule, input.event_date, scene.days_off);
  if (!input.date) return std::nullopt;
  PlannedDue given{.kind = DueKind::date, .raw = input.raw};
  if (rule) given.report = rule->report;
  return due_date_on(given, Bound::by, *input.date, scene.days_off);
}

void file(DutyRecord& duty, const Submission& submission, bool nil) {
  duty.nil_return = nil;
  duty.late = duty.due && *submission.judged_on() > duty.due->last_on_time;
  if (duty.state != DutyState::standing) duty.state = DutyState::submitted;
}

void follow_what_changed(DutyRecord& duty, const PlanRecord& record,
                         const std::optional<PlannedDue>& rule, const Scene& scene) {
  const bool owed = duty.state == DutyState::open || duty.state == DutyState::returned;
  if (!owed || !duty.due) return;
  // By its rule it is counted, or in the words of the plan; an extension has its own, or none.
  const bool by_rule = rule && follows_visit(*rule) &&
                       (duty.due->limit || (!rule->raw.empty() && duty.due->raw == rule->raw));
  const auto* visit = by_rule ? find_by_key(record.visits, duty.period) : nullptr;
  duty.due = visit ? due_date_of_visit(*rule, visit->date, scene.days_off)
                   : derive_again(*duty.due, scene.days_off);
  if (visit && visit->state == VisitState::postponed) duty.due.reset();
}

void put_duty(PlanRecord& record, DutyRecord duty) {
  const auto place = std::find_if(record.duties.begin(), record.duties.end(),
                                  [&](const DutyRecord& one) { return one.id == duty.id; });
  if (place == record.duties.end()) {
    record.duties.push_back(std::move(duty));
  } else {
    *place = std::move(duty);
  }
}

}  // namespace inspectord
