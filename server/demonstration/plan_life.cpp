// SPDX-License-Identifier: Apache-2.0
#include "server/demonstration/plan_life.hpp"

#include "calendar/days_off.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox.hpp"
#include "storage/reminders.hpp"
#include "storage/users.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/ring.hpp"
#include "usecases/substitute_cases.hpp"
#include "usecases/user_cases.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

constexpr std::string_view agency_name = "Cơ quan minh họa";
constexpr std::string_view reason = "Minh họa: giữ nguyên theo văn bản.";

template <class T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::string what;
  for (const auto& problem : result.error().problems()) {
    what += problem.pointer + " " + describe(Language::vi, problem) + "\n";
  }
  throw std::runtime_error("the demonstration was refused: " + what);
}

Actor staff_member(Transaction& tx, const std::string& name, Roles roles, Instant now,
                   const House& house) {
  if (!find_user_by_name(tx, name))
    must(add_user(tx, name, {.name = std::string{agency_name}}, roles, now, house));
  return actor_named(tx, name, ActorChannel::command).value();
}

std::string address_of(const std::string& plan, const std::string& key) {
  return plan + "." + key + "@minhhoa.example";
}

std::vector<Override> overrides_of(const Plan& plan, const House& house, UserId by) {
  std::vector<Override> overrides;
  for (const auto& warning : open_errors(plan, {}, house.days_off, false)) {
    overrides.push_back({.code = std::string{warning.code},
                         .pointer = warning.pointer,
                         .reason = std::string{reason},
                         .by = by,
                         .effective = false});
  }
  return overrides;
}

std::vector<AttachmentNote> notes_of(const Plan& plan) {
  std::vector<AttachmentNote> notes;
  for (const auto& attachment : plan.attachments) {
    if (!attachment.holds.empty()) continue;
    notes.push_back({.key = attachment.key,
                     .kind = AttachmentNote::Kind::waived,
                     .reason = "Minh họa: văn bản gốc không kèm tài liệu này.",
                     .day = {},
                     .owner = {}});
  }
  return notes;
}

/// Two invented members for each group that the paper does not enumerate.
DirectoryFile invented_members(const Plan& plan) {
  DirectoryFile file;
  for (const auto& group : plan.groups) {
    if (!group.members.empty()) continue;
    GroupListing listing{
        .plan = plan.key, .key = group.key, .members = {}, .valid_from = {}, .valid_to = {}};
    for (const char* no : {"1", "2"}) {
      AgencyListing agency;
      agency.name = group.name + " (" + plan.key + ", đơn vị minh họa " + no + ")";
      ContactListing contact;
      contact.address = address_of(plan.key, group.key + "." + no);
      contact.label = "Minh họa";
      agency.contacts.push_back(std::move(contact));
      listing.members.push_back(agency.name);
      file.agencies.push_back(std::move(agency));
    }
    file.groups.push_back(std::move(listing));
  }
  return file;
}

}  // namespace

DemonstrationStaff demonstration_staff(Writer& writer, Instant now, const House& house) {
  return writer.run([&](Transaction& tx) {
    staff_member(tx, "thu", {Role::auditor}, now, house);
    return DemonstrationStaff{
        .planner = staff_member(tx, "lan", {Role::planner, Role::administrator}, now, house),
        .approver = staff_member(tx, "minh", {Role::approver}, now, house),
        .clerk = staff_member(tx, "hoa", {Role::clerk}, now, house)};
  });
}

void PlanLife::give_addresses(const PlanRecord& record, Instant at) {
  const Plan& plan = record.content;
  must(writer_.run([&](Transaction& tx) -> Result<Done> {
    TRY(import_directory(tx, invented_members(plan), staff_.planner, at, house_));
    for (const auto& entry : plan.agencies) {
      const auto agency = record.agencies.at(entry.key);
      if (!all_contacts_of(tx, agency).empty()) continue;
      TRY(add_contact(tx,
                      {.id = {},
                       .agency = agency,
                       .kind = ContactKind::mail,
                       .address = address_of(plan.key, entry.key),
                       .label = "Minh họa",
                       .secret = {},
                       .language = std::string{to_string(language_)},
                       .disabled_because = {}},
                      staff_.planner, at, house_));
    }
    return Done{};
  }));
}

/// The signers of the papers are no users here: the approver stands in for them for a year.
void PlanLife::let_the_approver_sign(const Plan& plan, Instant at) {
  if (!plan.signer || plan.signer->name.empty()) return;
  const auto today = house_.zone.date_of(at);
  const SubstitutionWish wish{.signer = plan.signer->name,
                              .substitute = staff_.approver.name,
                              .valid_from = today,
                              .valid_to = plus_days(today, 366),
                              .document_number = "00/QĐ-MH",
                              .document_date = today};
  must(writer_.run(
      [&](Transaction& tx) { return add_substitution(tx, wish, staff_.clerk, at, house_); }));
}

PlanRecord PlanLife::act(const PlanRecord& record, PlanAction action, const PlanInput& input,
                         const Actor& actor, Instant at) {
  auto outcome = must(writer_.run([&](Transaction& tx) {
    return act_on_plan(tx, record.id, record.version, action, input, actor, at, house_);
  }));
  return std::move(outcome.record);
}

PlanRecord PlanLife::issue(const Plan& plan, const std::string& number, Instant at) {
  auto record = must(writer_.run([&](Transaction& tx) {
                  return import_plan(tx, plan, staff_.planner, at, house_);
                })).record;
  give_addresses(record, at);
  PlanInput submitted;
  submitted.overrides = overrides_of(plan, house_, staff_.planner.user);
  record = act(record, PlanAction::submit, submitted, staff_.planner, at);
  let_the_approver_sign(plan, at);
  PlanInput approved;
  approved.signer = staff_.approver.name;
  record = act(record, PlanAction::approve, approved, staff_.approver, at);
  PlanInput numbered;
  numbered.number = number;
  numbered.date = house_.zone.date_of(at);
  record = act(record, PlanAction::number, numbered, staff_.clerk, at);
  PlanInput notified;
  notified.attachment_notes = notes_of(plan);
  return act(record, PlanAction::notify, notified, staff_.clerk, at);
}

void PlanLife::settle_all(Instant at) {
  const Settlement rehearsed{
      .state = MessageState::accepted, .next_attempt_at = at, .detail = "rehearsed"};
  writer_.run([&](Transaction& tx) {
    for (const auto& channel : outbox::waiting_channels(tx)) {
      const Claim claim{.channel = channel, .most = 500, .most_per_address = 500};
      for (auto due = outbox::claim_due(tx, at, claim); !due.empty();
           due = outbox::claim_due(tx, at, claim)) {
        for (const auto& message : due)
          outbox::settle(tx, message.id, message.fence, rehearsed, at);
      }
    }
  });
}

void PlanLife::ring_until(Instant until) {
  while (true) {
    const bool more = writer_.run([&](Transaction& tx) {
      const auto next = next_reminder_at(tx);
      if (!next || *next > until) return false;
      ring(tx, *next, house_);
      return true;
    });
    if (!more) return;
  }
}

}  // namespace inspectord
