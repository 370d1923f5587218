// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/code_names.hpp"
#include "formats/fields.hpp"
#include "formats/plan_checks.hpp"
#include "workflow/plan/obligations.hpp"
#include "workflow/plan/scores.hpp"

#include <array>
#include <string_view>

// The keys of workflow/plan/obligations.hpp and scores.hpp in a plan file.

namespace inspectord {

inline constexpr auto task_roles =
    std::to_array<std::string_view>({"lead", "coordinate", "advise", "execute", "supervise"});

template <class Fields>
void fields(Fields& f, Of<Debtor>) {
  f.reference("agency", &Debtor::agency, Ref::agency);
  f.reference("group", &Debtor::group, Ref::group);
  f.choice("role", &Debtor::role, all_code_names<TeamRole>());
  f.field("text", &Debtor::text);
}

template <class Fields>
void fields(Fields& f, Of<Lead>) {
  f.field("days", &Lead::days, Need::required);
  f.field("working", &Lead::working);
}

template <class Fields>
void fields(Fields& f, Of<PlannedReport>) {
  f.field("period", &PlannedReport::period, Need::required);
  f.field("spans", &PlannedReport::spans);
  f.field("grace_days", &PlannedReport::grace_days);
}

template <class Fields>
void fields(Fields& f, Of<PlannedDue>) {
  f.field("kind", &PlannedDue::kind, Need::required);
  f.field("raw", &PlannedDue::raw);
  f.field("bound", &PlannedDue::bound);
  f.field("day", &PlannedDue::day);
  f.field("month_day", &PlannedDue::month_day);
  f.field("start", &PlannedDue::start);
  f.field("end", &PlannedDue::end);
  f.field("hour", &PlannedDue::hour);
  f.field("count", &PlannedDue::count);
  f.field("unit", &PlannedDue::unit);
  f.field("event", &PlannedDue::event);
  f.field("from_visit", &PlannedDue::from_visit);
  f.field("report", &PlannedDue::report);
}

template <class Fields>
void fields(Fields& f, Of<Duty>) {
  f.own_key(&Duty::key, KeySpace::duty);
  f.field("what", &Duty::what, Need::required);
  f.field("topic", &Duty::topic);
  f.field("owed_by", &Duty::owed_by, Need::required);
  f.reference("to", &Duty::to, Ref::agency);
  f.reference("via", &Duty::via, Ref::agency);
  f.field("channels", &Duty::channels);
  f.reference("outline", &Duty::outline, Ref::outline);
  f.field("due", &Duty::due, Need::required);
  f.reference("consolidates", &Duty::consolidates, Ref::duty);
  f.field("requested", &Duty::requested);
}

template <class Fields>
void fields(Fields& f, Of<RecurringDuty>) {
  f.own_key(&RecurringDuty::key, KeySpace::recurring_duty);
  f.field("what", &RecurringDuty::what, Need::required);
  f.field("owed_by", &RecurringDuty::owed_by, Need::required);
  f.reference("to", &RecurringDuty::to, Ref::agency);
  f.field("frequency", &RecurringDuty::frequency);
  f.field("min_count", &RecurringDuty::min_count);
  f.field("anchor", &RecurringDuty::anchor);
  f.field("rrule", &RecurringDuty::rrule);
  f.field("cron", &RecurringDuty::cron);
  f.field("days_off", &RecurringDuty::days_off);
  f.field("lead", &RecurringDuty::lead);
  f.field("report", &RecurringDuty::report);
  f.field("raw", &RecurringDuty::raw);
}

template <class Fields>
void fields(Fields& f, Of<Outline>) {
  f.own_key(&Outline::key, KeySpace::outline);
  f.field("title", &Outline::title, Need::required);
  f.reference("attachment", &Outline::attachment, Ref::attachment);
  f.reference("agencies", &Outline::agencies, Ref::party);
  f.field("sections", &Outline::sections);
}

template <class Fields>
void fields(Fields& f, Of<Task>) {
  f.own_key(&Task::key, KeySpace::task);
  f.field("no", &Task::no);
  f.reference("agencies", &Task::agencies, Ref::party);
  f.choice("role", &Task::role, task_roles);
  f.field("requested", &Task::requested);
  f.field("text", &Task::text, Need::required);
  f.field("topic", &Task::topic);
  f.field("due", &Task::due);
  f.reference("links", &Task::links, Ref::link);
}

template <class Fields>
void fields(Fields& f, Of<PilotModel>) {
  f.own_key(&PilotModel::key, KeySpace::pilot_model);
  f.field("group", &PilotModel::group);
  f.field("no", &PilotModel::no);
  f.field("name", &PilotModel::name, Need::required);
  f.field("place", &PilotModel::place);
  f.field("lead", &PilotModel::lead);
  f.field("years", &PilotModel::years);
}

template <class Fields>
void fields(Fields& f, Of<BudgetSource>) {
  f.field("text", &BudgetSource::text, Need::required);
  f.field("payer", &BudgetSource::payer);
}

template <class Fields>
void fields(Fields& f, Of<ScoreRule>) {
  f.field("kind", &ScoreRule::kind, Need::required);
  f.field("points", &ScoreRule::points);
  f.field("step", &ScoreRule::step);
  f.field("from", &ScoreRule::from);
  f.field("raw", &ScoreRule::raw);
  f.field("occurrences", &ScoreRule::occurrences);
}

template <class Fields>
void fields(Fields& f, Of<Criterion>) {
  f.field("no", &Criterion::no);
  f.field("text", &Criterion::text, Need::required);
  f.field("max", &Criterion::max);
  f.field("evidence", &Criterion::evidence);
  f.field("rules", &Criterion::rules);
  f.field("children", &Criterion::children);
}

template <class Fields>
void fields(Fields& f, Of<ScoreGroup>) {
  f.field("no", &ScoreGroup::no);
  f.field("title", &ScoreGroup::title);
  f.field("kind", &ScoreGroup::kind);
  f.field("max", &ScoreGroup::max);
  f.field("cap", &ScoreGroup::cap);
  f.field("criteria", &ScoreGroup::criteria);
}

template <class Fields>
void fields(Fields& f, Of<ScoreSheet>) {
  f.own_key(&ScoreSheet::key, KeySpace::score_sheet);
  f.field("title", &ScoreSheet::title, Need::required);
  f.field("source", &ScoreSheet::source);
  f.field("for_units", &ScoreSheet::for_units);
  f.field("total", &ScoreSheet::total);
  f.field("rescored", &ScoreSheet::rescored);
  f.field("groups", &ScoreSheet::groups);
}

template <class Fields>
void fields(Fields& f, Of<CriterionAssignment>) {
  f.field("source", &CriterionAssignment::source);
  f.field("criteria", &CriterionAssignment::criteria, Need::required);
  f.reference("office", &CriterionAssignment::office, Ref::agency, Need::required);
  f.choice("role", &CriterionAssignment::role, task_roles);
}

}  // namespace inspectord
