// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/plan_fields_document.hpp"
#include "formats/plan_fields_obligations.hpp"
#include "formats/plan_fields_schedule.hpp"
#include "workflow/plan/plan.hpp"

namespace inspectord {

template <class Fields>
void fields(Fields& f, Of<PlanPeriod>) {
  f.field("start", &PlanPeriod::start);
  f.field("end", &PlanPeriod::end);
  f.field("raw", &PlanPeriod::raw);
}

template <class Fields>
void fields(Fields& f, Of<Plan>) {
  f.document("inspectord-plan/1");
  f.own_key(&Plan::key, KeySpace::plan);
  f.field("kind", &Plan::kind, Need::required);
  f.field("title", &Plan::title, Need::required);
  f.field("subject", &Plan::subject);
  f.field("plan_year", &Plan::plan_year, Need::required);
  f.field("period", &Plan::period);
  f.field("number", &Plan::number);
  f.field("symbol", &Plan::symbol);
  f.field("date", &Plan::date);
  f.field("place", &Plan::place);
  f.reference("issuer", &Plan::issuer, Ref::agency, Need::required);
  f.reference("parent_agency", &Plan::parent_agency, Ref::agency);
  f.reference("drafting_unit", &Plan::drafting_unit, Ref::agency);
  f.field("signer", &Plan::signer);
  f.field("addressees", &Plan::addressees);
  f.field("agencies", &Plan::agencies, Need::required);
  f.field("groups", &Plan::groups);
  f.field("legal_bases", &Plan::legal_bases);
  f.field("references", &Plan::references);
  f.field("sections", &Plan::sections);
  f.field("purposes", &Plan::purposes);
  f.field("requirements", &Plan::requirements);
  f.field("methods", &Plan::methods);
  f.field("contents", &Plan::contents);
  f.field("scopes", &Plan::scopes);
  f.field("units", &Plan::units);
  f.field("stated_counts", &Plan::stated_counts);
  f.field("visits", &Plan::visits);
  f.field("agenda", &Plan::agenda);
  f.field("teams", &Plan::teams);
  f.field("attendees", &Plan::attendees);
  f.field("attachments", &Plan::attachments);
  f.field("outlines", &Plan::outlines);
  f.field("duties", &Plan::duties);
  f.field("recurring_duties", &Plan::recurring_duties);
  f.field("events", &Plan::events);
  f.field("pilot_models", &Plan::pilot_models);
  f.field("tasks", &Plan::tasks);
  f.field("score_sheets", &Plan::score_sheets);
  f.field("criterion_assignments", &Plan::criterion_assignments);
  f.field("budget_sources", &Plan::budget_sources);
  f.field("recipients", &Plan::recipients);
  f.field("contacts", &Plan::contacts);
  f.field("policy", &Plan::policy);
  f.field("remarks", &Plan::remarks);
}

}  // namespace inspectord
