// SPDX-License-Identifier: Apache-2.0
#include "notifications/plan_facts.hpp"

#include "calendar/date_words.hpp"
#include "formats/code_names.hpp"
#include "workflow/duties_asked.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool unallocated(const Visit& visit) {
  if (visit.sessions.size() < 2) return false;
  return std::all_of(visit.sessions.begin(), visit.sessions.end(),
                     [](const Session& s) { return s.unit.empty(); });
}

std::string filled_when(const Occasion& occasion, LocalDate date, const Visit& visit,
                        bool tentative) {
  TemplateFacts facts;
  facts.set("date", long_date(occasion.language, date));
  const bool one_session = visit.sessions.size() == 1;
  facts.set("hour",
            one_session ? hour(occasion.language, visit.sessions.front().start) : std::string{});
  facts.set("tentative", std::string{tentative ? "x" : ""});
  facts.set("unallocated", std::string{unallocated(visit) ? "x" : ""});
  return fill_template(*find_words(occasion.language, "message.when"), facts);
}

}  // namespace

const Visit* planned_visit(const PlanRecord& record, const VisitRecord& visit) {
  return find_by_key(record.content.visits, visit.key);
}

std::optional<Duty> planned_duty(const PlanRecord& record, const DutyRecord& duty) {
  return find_duty(record, duty.key);
}

std::string agency_name(const Plan& plan, const std::string& key) {
  if (const auto* agency = find_by_key(plan.agencies, key)) return agency->name;
  if (const auto* group = find_by_key(plan.groups, key)) return group->name;
  return key;
}

std::string agency_name(const Occasion& occasion, AgencyId id) {
  const auto* agency = occasion.directory.find(id);
  return agency ? agency->name : std::string{};
}

std::string issuer_name(const Plan& plan) {
  return agency_name(plan, plan.issuer);
}

std::string office_name(const Plan& plan) {
  return plan.drafting_unit.empty() ? issuer_name(plan) : agency_name(plan, plan.drafting_unit);
}

std::string cited(const PlanRecord& record, Language language) {
  const auto date = record.date ? record.date->full() : std::nullopt;
  return words(language, "message.cited." + std::string{code_name(record.content.kind)},
               {{"no", record.number},
                {"date", date ? short_date(language, *date) : ""},
                {"issuer", issuer_name(record.content)}});
}

std::string when_of(const Occasion& occasion, const VisitRecord& visit, const Visit& planned) {
  if (visit.state == VisitState::postponed)
    return words(occasion.language, "message.when.postponed");
  if (visit.state == VisitState::cancelled)
    return words(occasion.language, "message.when.cancelled");
  return filled_when(occasion, visit.date, planned, visit.state == VisitState::tentative);
}

std::string when_on(const Occasion& occasion, LocalDate date, const Visit& planned) {
  return filled_when(occasion, date, planned, false);
}

std::string due_of(Language language, const DutyRecord& duty) {
  return duty.due ? deadline(language, *duty.due) : words(language, "due.no_date");
}

std::string due_at_visit(const Occasion& occasion, const Visit& visit) {
  std::string bring;
  const auto unit = occasion.directory.find(visit.unit);
  for (const auto& duty : occasion.record.duties) {
    const auto planned = planned_duty(occasion.record, duty);
    const bool asked = duty.state == DutyState::open || duty.state == DutyState::returned;
    if (!planned || planned->due.kind != DueKind::at_visit || !asked || duty.agency != unit)
      continue;
    bring += (bring.empty() ? "" : "; ") +
             words(occasion.language, "message.at_visit", {{"what", planned->what}});
  }
  return bring;
}

}  // namespace inspectord
