// SPDX-License-Identifier: Apache-2.0
#include "notifications/compose.hpp"

#include "calendar/date_words.hpp"
#include "notifications/composed_text.hpp"
#include "notifications/due_words.hpp"
#include "notifications/plan_facts.hpp"
#include "workflow/recommendations.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

/// One thing a message says: its own subject, text, chat line and data.
struct Piece {
  std::string kind;
  TemplateFacts facts;
  JsonObject data;
  int urgency = 0;   ///< The lowest comes first: overdue, then the nearest.
  std::string late;  ///< How late it comes, if it does.
};

std::string session_of(const Occasion& occasion, const Visit& visit, const SubUnit& sub_unit) {
  for (const auto& session : visit.sessions) {
    if (!session.unit.empty() && session.unit == sub_unit.agency) {
      return words(occasion.language, "session." + session.part);
    }
  }
  return {};
}

std::vector<TemplateFacts> sub_units_of(const Occasion& occasion, const Visit& visit, bool host) {
  std::vector<TemplateFacts> list;
  for (const auto& sub_unit : visit.sub_units) {
    TemplateFacts facts;
    facts.set("sub_unit", sub_unit.agency.empty()
                              ? sub_unit.placeholder
                              : agency_name(occasion.record.content, sub_unit.agency));
    facts.set("session", session_of(occasion, visit, sub_unit));
    facts.set("host", std::string{host ? "x" : ""});
    list.push_back(std::move(facts));
  }
  return list;
}

/// The unit is asked for another day while there is time: up to three days before.
std::string reply_by(const Occasion& occasion, LocalDate date) {
  const LocalDate by = plus_days(date, -3);
  return by >= occasion.today ? long_date(occasion.language, by) : std::string{};
}

Piece visit_piece(const Occasion& occasion, const VisitRecord& visit, const Visit& planned,
                  const Mention& mention) {
  const auto& plan = occasion.record.content;
  const bool result = mention.part == Part::result;
  const bool host = mention.part == Part::unit || mention.part == Part::specialist_office;
  Piece piece{.kind = result ? "visit_result" : "visit_reminder",
              .facts = {},
              .data = {},
              .urgency = 0,
              .late = {}};
  piece.urgency = days_between(occasion.today, visit.date);
  const std::string when = when_of(occasion, visit, planned);
  const std::string bring = host ? due_at_visit(occasion, planned) : std::string{};
  auto& facts = piece.facts;
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("unit", agency_name(plan, planned.unit));
  facts.set("when", when);
  facts.set("place", planned.place);
  facts.set("left", days_left(occasion.language, occasion.today, visit.date));
  facts.set("attendees", attendees_of(plan, planned));
  facts.set("bring", bring);
  facts.set("host", std::string{host ? "x" : ""});
  facts.set("team", std::string{host || result ? "" : "x"});
  facts.set("sub_units", sub_units_of(occasion, planned, host));
  facts.set("reply_by", host ? reply_by(occasion, visit.date) : std::string{});
  piece.data = {{"kind", "visit"},
                {"id", visit.id.to_string()},
                {"key", visit.key},
                {"unit", agency_name(plan, planned.unit)},
                {"state", state_code(visit.state)},
                {"date", to_string(visit.date)},
                {"rule", mention.rule}};
  return piece;
}

/// The outline a duty names, else the one that names its debtor (Lục Nam writes by another than its
/// neighbours).
std::string outline_of(const Occasion& occasion, const Duty& duty, std::optional<AgencyId> debtor) {
  const auto& plan = occasion.record.content;
  const auto* outline = find_by_key(plan.outlines, duty.outline);
  for (const auto& one : plan.outlines) {
    if (outline || !duty.outline.empty()) break;
    for (const auto& key : one.agencies) {
      const auto agencies = occasion.directory.expand(key);
      const bool named = std::find(agencies.begin(), agencies.end(), debtor) != agencies.end();
      if (named) outline = &one;
    }
  }
  if (!outline) return {};
  const auto* attachment = find_by_key(plan.attachments, outline->attachment);
  return attachment ? attachment->name : outline->title;
}

/// What is asked for by a duty, or by a recommendation: a report on what was done about it.
std::string asked_for(const Occasion& occasion, const Duty& planned,
                      const Recommendation* recommendation) {
  if (!recommendation) return planned.what;
  return words(occasion.language, "message.recommendation",
               {{"conclusion", recommendation->conclusion}, {"text", recommendation->text}});
}

/// The deadline, how it was reached and, once it is over, until when a late report is taken.
void set_deadline(TemplateFacts& facts, const Occasion& occasion, const DutyRecord& duty) {
  const auto language = occasion.language;
  const bool over = duty.due && duty.due->last_on_time < occasion.today;
  facts.set("due", due_of(language, duty));
  facts.set("brief_due", brief_due_of(language, duty));
  facts.set("grace", over ? grace_of(language, *duty.due, occasion.today) : std::string{});
  facts.set("derivation", !duty.due ? std::string{}
                          : over    ? derivation_without_grace(language, *duty.due)
                                    : derivation_of(language, *duty.due));
}

Piece duty_piece(const Occasion& occasion, const DutyRecord& duty, const Duty& planned,
                 const Mention& mention) {
  const auto& plan = occasion.record.content;
  const auto* recommendation = find_recommendation(occasion.record, duty);
  const std::string what = asked_for(occasion, planned, recommendation);
  const LocalDate last = duty.due ? duty.due->last_on_time : occasion.today;
  const int left = days_between(occasion.today, last);
  Piece piece{.kind = left < 0    ? "duty_overdue"
                      : left <= 1 ? "duty_tomorrow"
                                  : "duty_reminder",
              .facts = {},
              .data = {},
              .urgency = left,
              .late = {}};
  auto& facts = piece.facts;
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("no", occasion.record.number);
  facts.set("what", what);
  facts.set("to", receiver_of(plan, planned));
  set_deadline(facts, occasion, duty);
  facts.set("left", days_left(occasion.language, occasion.today, last));
  facts.set("outline", recommendation ? std::string{} : outline_of(occasion, planned, duty.agency));
  facts.set("form", form_of(occasion.language, planned));
  facts.set("checked_at", occasion.checked_at);
  const bool other = mention.part == Part::focal && duty.agency;
  facts.set("debtor", other ? agency_name(occasion, *duty.agency) : std::string{});
  piece.data = {{"kind", recommendation ? "recommendation" : "duty"},
                {"id", duty.id.to_string()},
                {"key", duty.key},
                {"what", planned.what},
                {"state", recommendation ? state_code(as_recommendation(duty).state)
                                         : state_code(duty.state)},
                {"last_on_time", to_string(last)},
                {"rule", mention.rule}};
  return piece;
}

Piece task_piece(const Occasion& occasion, const TaskRecord& task, const Task& planned,
                 const Mention& mention) {
  const LocalDate date = task.inner_date.value_or(occasion.today);
  Piece piece{.kind = "task_reminder",
              .facts = {},
              .data = {},
              .urgency = days_between(occasion.today, date),
              .late = {}};
  piece.facts.set("plan", cited(occasion.record, occasion.language));
  piece.facts.set("what", planned.text);
  piece.facts.set("when", long_date(occasion.language, date));
  piece.data = {
      {"kind", "task"}, {"id", task.id.to_string()}, {"key", task.key}, {"rule", mention.rule}};
  return piece;
}

Piece piece_of(const Occasion& occasion, const Mention& mention) {
  const auto& record = occasion.record;
  switch (mention.target_kind) {
    case TargetKind::visit:
      if (const auto* visit = record.find_visit(VisitId{mention.target})) {
        if (const auto* planned = planned_visit(record, *visit))
          return visit_piece(occasion, *visit, *planned, mention);
      }
      break;
    case TargetKind::duty:
      if (const auto* duty = record.find_duty(DutyId{mention.target})) {
        if (const auto planned = planned_duty(record, *duty))
          return duty_piece(occasion, *duty, *planned, mention);
      }
      break;
    case TargetKind::task:
      for (const auto& task : record.tasks) {
        const auto* planned = find_by_key(record.content.tasks, task.key);
        if (task.id.bytes() == mention.target && planned)
          return task_piece(occasion, task, *planned, mention);
      }
      break;
  }
  throw std::logic_error("a message speaks of what its plan does not have");
}

}  // namespace

Composed compose_reminders(const Occasion& occasion, std::vector<Mention> mentions) {
  std::vector<Piece> pieces;
  for (const auto& mention : mentions) {
    pieces.push_back(piece_of(occasion, mention));
    if (mention.planned_on) {
      pieces.back().late =
          words(occasion.language, "message.late",
                {{"planned_on", long_date(occasion.language, *mention.planned_on)}});
    }
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.urgency < b.urgency; });
  std::string body;
  std::string chat;
  JsonArray items;
  for (auto& piece : pieces) {
    body += (body.empty() ? "" : "\n") + piece.late +
            filled(occasion.language, piece.kind, "text", piece.facts);
    if (chat.empty()) chat = filled(occasion.language, piece.kind, "chat", brief(piece.facts));
    items.push_back(std::move(piece.data));
  }
  const auto& first = pieces.front();
  std::string subject = filled(occasion.language, first.kind, "subject", of_subject(first.facts));
  if (pieces.size() > 1) {
    subject = words(occasion.language, "message.and_more",
                    {{"subject", subject}, {"n", std::to_string(pieces.size() - 1)}});
  }
  return composed(occasion, first.kind, std::move(subject), body, chat, std::move(items));
}

}  // namespace inspectord
