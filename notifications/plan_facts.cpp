// SPDX-License-Identifier: Apache-2.0
#include "notifications/plan_facts.hpp"

#include "calendar/date_words.hpp"
#include "formats/code_names.hpp"
#include "workflow/due_days.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/warnings/phrases.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool unallocated(const Visit& visit) {
  if (visit.sessions.size() < 2) return false;
  return std::all_of(visit.sessions.begin(), visit.sessions.end(),
                     [](const Session& s) { return s.unit.empty(); });
}

std::string filled_when(const Occasion& occasion, LocalDate date, const Visit& visit,
                        bool tentative, bool still_open) {
  const auto first =
      std::min_element(visit.sessions.begin(), visit.sessions.end(),
                       [](const Session& a, const Session& b) { return a.start < b.start; });
  TemplateFacts facts;
  facts.set("date", long_date(occasion.language, date));
  facts.set("hour",
            first == visit.sessions.end() ? std::string{} : hour(occasion.language, first->start));
  facts.set("tentative", std::string{tentative ? "x" : ""});
  facts.set("unallocated", std::string{still_open && unallocated(visit) ? "x" : ""});
  return fill_template(*find_words(occasion.language, "message.when"), facts);
}

/// Whether a longer entry says this one, too: "đại diện các ban của huyện: Y tế, Giáo dục" says
/// "Đại diện các ban của huyện".
bool says(const Attendee& longer, const Attendee& shorter) {
  return folded(longer.text.substr(0, longer.text.find(':'))) == folded(shorter.text);
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
  if (visit.state == VisitState::postponed || visit.state == VisitState::cancelled)
    return when_off(occasion.language, visit.state);
  const bool over = visit.date < occasion.today;
  return filled_when(occasion, visit.date, planned, !over && visit.state == VisitState::tentative,
                     !over);
}

std::string when_on(const Occasion& occasion, LocalDate date, const Visit& planned) {
  return filled_when(occasion, date, planned, false, false);
}

std::string when_off(Language language, VisitState state) {
  return words(language, "message.when." + std::string{state_code(state)});
}

std::string attendees_of(const Plan& plan, const Visit& visit) {
  const auto& all = visit.attendees.empty() ? plan.attendees : visit.attendees;
  std::string text;
  for (auto one = all.begin(); one != all.end(); ++one) {
    const bool said =
        std::any_of(all.begin(), one, [&](const auto& other) { return says(other, *one); }) ||
        std::any_of(one + 1, all.end(), [&](const auto& other) {
          return says(other, *one) && folded(other.text) != folded(one->text);
        });
    if (!said) text += (text.empty() ? "" : "; ") + one->text;
  }
  return text;
}

std::string form_of(Language language, const Duty& duty) {
  constexpr std::string_view mail = "email:";
  std::string form;
  for (const auto& channel : duty.channels) {
    const auto known = find_words(language, "channel_form." + channel);
    form += form.empty() ? "" : "; ";
    form += channel.starts_with(mail)
                ? words(language, "channel_form.mail", {{"address", channel.substr(mail.size())}})
            : known ? std::string{*known}
                    : channel;
  }
  return form;
}

std::string receiver_of(const Plan& plan, const Duty& duty) {
  return duty.to.empty() ? issuer_name(plan) : agency_name(plan, duty.to);
}

std::string due_of(Language language, const DutyRecord& duty) {
  return duty.due ? deadline(language, *duty.due) : words(language, "due.no_date");
}

std::string brief_due_of(Language language, const DutyRecord& duty) {
  return duty.due ? brief_deadline(language, *duty.due) : words(language, "due.no_date");
}

namespace {

bool is_asked_of_visit(const Occasion& occasion, const DutyRecord& duty, const Visit& visit) {
  const bool asked = duty.state == DutyState::open || duty.state == DutyState::returned;
  return asked && duty.period == visit.key && duty.agency == occasion.directory.find(visit.unit);
}

}  // namespace

std::string due_at_visit(const Occasion& occasion, const Visit& visit) {
  std::string bring;
  for (const auto& duty : occasion.record.duties) {
    const auto planned = planned_duty(occasion.record, duty);
    if (!planned || planned->due.kind != DueKind::at_visit ||
        !is_asked_of_visit(occasion, duty, visit))
      continue;
    bring += (bring.empty() ? "" : "; ") +
             words(occasion.language, "message.at_visit", {{"what", planned->what}});
  }
  return bring;
}

std::vector<const DutyRecord*> due_from_visit(const Occasion& occasion, const Visit& visit,
                                              LocalDate day) {
  std::vector<const DutyRecord*> counted;
  for (const auto& duty : occasion.record.duties) {
    const auto planned = planned_duty(occasion.record, duty);
    if (planned && planned->due.from_visit && duty.due && goes_by(planned->due, *duty.due, day) &&
        is_asked_of_visit(occasion, duty, visit))
      counted.push_back(&duty);
  }
  return counted;
}

}  // namespace inspectord
