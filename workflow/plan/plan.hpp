// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/document.hpp"
#include "workflow/plan/obligations.hpp"
#include "workflow/plan/schedule.hpp"
#include "workflow/plan/scores.hpp"

namespace inspectord {

enum class PlanKind { inspection_plan, implementation_plan, guidance_letter };

/// The period a plan is in force, as far as the paper says it.
struct PlanPeriod {
  std::optional<LocalDate> start, end;
  std::string raw;

  friend bool operator==(const PlanPeriod&, const PlanPeriod&) = default;
};

/// A plan as the paper has it: a value, the content of a plan file (plans/plan.schema.json). What
/// happens to it (state, number given later, visits moved) is in workflow/record.hpp.
struct Plan {
  std::string key;  ///< Unique among the files of one issuer: "bac-giang-2024".
  PlanKind kind = PlanKind::inspection_plan;
  std::string title;    ///< "Kiểm tra việc thực hiện công tác trẻ em năm 2022"
  std::string subject;  ///< What it is about, in a few words of our own.
  int plan_year = 0;
  std::optional<PlanPeriod> period;
  std::string number;  ///< Whole, "1938/KH-SLĐTBXH"; empty while the paper leaves it blank.
  std::string symbol;  ///< What stands after the blank: "KH-SLĐTBXH".
  std::optional<PartialDate> date;
  std::string place;          ///< "Bắc Giang"
  std::string issuer;         ///< Agency key.
  std::string parent_agency;  ///< Agency key: the governing body over the issuer.
  std::string drafting_unit;  ///< Agency key.
  std::optional<Signer> signer;
  std::vector<Addressee> addressees;
  std::vector<AgencyEntry> agencies;
  std::vector<GroupEntry> groups;
  std::vector<CitedDocument> legal_bases;
  std::vector<CitedDocument> references;  ///< Other cited documents, annexed lists included.
  std::vector<Section> sections;          ///< The paper's headings and their numbers.
  std::vector<std::string> purposes;  ///< Short words of our own, as are requirements and methods.
  std::vector<std::string> requirements;
  std::vector<std::string> methods;
  std::vector<Content> contents;
  std::vector<ScopeEntry> scopes;
  std::vector<PlanUnit> units;
  std::vector<StatedCount> stated_counts;
  std::vector<Visit> visits;
  std::optional<Agenda> agenda;
  std::vector<Team> teams;
  std::vector<Attendee> attendees;
  std::vector<Attachment> attachments;
  std::vector<Outline> outlines;
  std::vector<Duty> duties;
  std::vector<RecurringDuty> recurring_duties;
  std::vector<EventEntry> events;
  std::vector<PilotModel> pilot_models;
  std::vector<Task> tasks;
  std::vector<ScoreSheet> score_sheets;
  std::vector<CriterionAssignment> criterion_assignments;
  std::vector<BudgetSource> budget_sources;
  std::vector<Recipient> recipients;
  std::vector<Contact> contacts;
  std::string policy;  ///< Key of the reminder policy; empty: not named (workflow/policy.hpp).
  std::vector<std::string>
      remarks;  ///< What the transcriber wants to say; nothing is computed from it.

  friend bool operator==(const Plan&, const Plan&) = default;
};

}  // namespace inspectord
