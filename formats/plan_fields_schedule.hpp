// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/fields.hpp"
#include "formats/plan_checks.hpp"
#include "workflow/plan/schedule.hpp"

#include <array>
#include <string_view>

// The keys of workflow/plan/schedule.hpp in a plan file.

namespace inspectord {

inline constexpr auto session_parts =
    std::to_array<std::string_view>({"morning", "afternoon", "day"});

template <class Fields>
void fields(Fields& f, Of<PlanUnit>) {
  f.reference("agency", &PlanUnit::agency, Ref::party, Need::required);
  f.field("role", &PlanUnit::role);
  f.field("reason", &PlanUnit::reason);
  f.field("raw", &PlanUnit::raw);
}

template <class Fields>
void fields(Fields& f, Of<ScopeEntry>) {
  f.field("text", &ScopeEntry::text, Need::required);
  f.reference("agencies", &ScopeEntry::agencies, Ref::party);
}

template <class Fields>
void fields(Fields& f, Of<Content>) {
  f.own_key(&Content::key, KeySpace::content);
  f.field("no", &Content::no);
  f.field("text", &Content::text, Need::required);
  f.reference("agencies", &Content::agencies, Ref::party);
  f.field("on_site", &Content::on_site);
  f.field("inspects", &Content::inspects);
  f.field("years_looked_at", &Content::years_looked_at);
}

template <class Fields>
void fields(Fields& f, Of<StatedCount>) {
  f.pointer("of", &StatedCount::of, PointsTo::list, Need::required);
  f.field("count", &StatedCount::count, Need::required);
  f.field("raw", &StatedCount::raw);
}

template <class Fields>
void fields(Fields& f, Of<Session>) {
  f.choice("part", &Session::part, session_parts);
  f.field("start", &Session::start, Need::required);
  f.field("end", &Session::end);
  f.field("place", &Session::place);
  f.reference("unit", &Session::unit, Ref::agency);
}

template <class Fields>
void fields(Fields& f, Of<SubUnit>) {
  f.reference("agency", &SubUnit::agency, Ref::agency);
  f.field("placeholder", &SubUnit::placeholder);
  f.reference("chosen_by", &SubUnit::chosen_by, Ref::agency);
}

template <class Fields>
void fields(Fields& f, Of<Attendee>) {
  f.field("scope", &Attendee::scope);
  f.field("text", &Attendee::text, Need::required);
  f.reference("agencies", &Attendee::agencies, Ref::party);
}

template <class Fields>
void fields(Fields& f, Of<Visit>) {
  f.own_key(&Visit::key, KeySpace::visit);
  f.reference("unit", &Visit::unit, Ref::agency, Need::required);
  f.field("date", &Visit::date, Need::required);
  f.field("tentative", &Visit::tentative);
  f.field("place", &Visit::place);
  f.reference("specialist_office", &Visit::specialist_office, Ref::agency);
  f.field("sessions", &Visit::sessions);
  f.field("sub_units", &Visit::sub_units);
  f.field("attendees", &Visit::attendees);
  f.reference("team", &Visit::team, Ref::team);
}

template <class Fields>
void fields(Fields& f, Of<AgendaItem>) {
  f.field("start", &AgendaItem::start, Need::required);
  f.field("end", &AgendaItem::end);
  f.field("content", &AgendaItem::content, Need::required);
  f.field("who", &AgendaItem::who);
  f.field("place", &AgendaItem::place);
  f.reference("covers", &AgendaItem::covers, Ref::content);
}

template <class Fields>
void fields(Fields& f, Of<Agenda>) {
  f.field("title", &Agenda::title);
  f.field("items", &Agenda::items);
}

template <class Fields>
void fields(Fields& f, Of<TeamMember>) {
  f.reference("agency", &TeamMember::agency, Ref::party);
  f.field("person", &TeamMember::person);
  f.field("post", &TeamMember::post);
  f.field("role", &TeamMember::role);
  f.field("invited", &TeamMember::invited);
  f.field("per_visit", &TeamMember::per_visit);
  f.field("text", &TeamMember::text);
}

template <class Fields>
void fields(Fields& f, Of<Team>) {
  f.own_key(&Team::key, KeySpace::team);
  f.field("name", &Team::name);
  f.field("members", &Team::members);
  f.field("support", &Team::support);
}

template <class Fields>
void fields(Fields& f, Of<EventEntry>) {
  f.own_key(&EventEntry::key, KeySpace::event);
  f.field("name", &EventEntry::name, Need::required);
  f.field("start", &EventEntry::start);
  f.field("end", &EventEntry::end);
  f.field("raw", &EventEntry::raw);
}

}  // namespace inspectord
