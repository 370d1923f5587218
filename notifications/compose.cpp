// SPDX-License-Identifier: Apache-2.0
#include "notifications/compose.hpp"

#include "calendar/date_words.hpp"
#include "formats/utf8.hpp"
#include "notifications/plan_facts.hpp"
#include "notifications/template_text.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

/// One thing a message says: its own subject, text, chat line and data.
struct Piece {
  std::string kind;
  TemplateFacts facts;
  JsonObject data;
  int urgency = 0;  ///< The lowest comes first: overdue, then the nearest.
};

std::string filled(Language language, const std::string& kind, std::string_view form,
                   const TemplateFacts& facts) {
  const auto text = find_words(language, "message." + kind + "." + std::string{form});
  if (!text) throw std::logic_error("no template for " + kind);
  return fill_template(*text, facts);
}

constexpr std::size_t cut = 60;  // {{what}} and {{bring}} in chat and subjects; dates are never cut

std::string attendees_of(const Plan& plan, const Visit& visit) {
  std::string text;
  for (const auto& attendee : visit.attendees.empty() ? plan.attendees : visit.attendees) {
    text += (text.empty() ? "" : "; ") + attendee.text;
  }
  return text;
}

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
  Piece piece{
      .kind = result ? "visit_result" : "visit_reminder", .facts = {}, .data = {}, .urgency = 0};
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

std::string form_of(const Occasion& occasion, const Duty& duty) {
  std::string form;
  for (const auto& channel : duty.channels) {
    form += (form.empty() ? "" : ", ") +
            (channel == "paper" ? words(occasion.language, "channel_form.paper") : channel);
  }
  return form;
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

Piece duty_piece(const Occasion& occasion, const DutyRecord& duty, const Duty& planned,
                 const Mention& mention) {
  const auto& plan = occasion.record.content;
  const LocalDate last = duty.due ? duty.due->last_on_time : occasion.today;
  const int left = days_between(occasion.today, last);
  Piece piece{.kind = left < 0    ? "duty_overdue"
                      : left <= 1 ? "duty_tomorrow"
                                  : "duty_reminder",
              .facts = {},
              .data = {},
              .urgency = left};
  auto& facts = piece.facts;
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("no", occasion.record.number);
  facts.set("what", planned.what);
  facts.set("to", agency_name(plan, planned.to));
  facts.set("due", due_of(occasion.language, duty));
  facts.set("left", days_left(occasion.language, occasion.today, last));
  facts.set("outline", outline_of(occasion, planned, duty.agency));
  facts.set("form", form_of(occasion, planned));
  facts.set("checked_at", occasion.checked_at);
  const bool other = mention.part == Part::focal && duty.agency;
  facts.set("debtor", other ? agency_name(occasion, *duty.agency) : std::string{});
  piece.data = {
      {"kind", "duty"},       {"id", duty.id.to_string()},       {"key", duty.key},
      {"what", planned.what}, {"state", state_code(duty.state)}, {"last_on_time", to_string(last)},
      {"rule", mention.rule}};
  return piece;
}

Piece task_piece(const Occasion& occasion, const TaskRecord& task, const Task& planned,
                 const Mention& mention) {
  const LocalDate date = task.inner_date.value_or(occasion.today);
  Piece piece{.kind = "task_reminder",
              .facts = {},
              .data = {},
              .urgency = days_between(occasion.today, date)};
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
        if (const auto* planned = planned_duty(record, *duty))
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

JsonValue data_of(const Occasion& occasion, JsonArray items, const std::string& text) {
  const auto& record = occasion.record;
  return JsonObject{{"plan", JsonObject{{"id", record.id.to_string()},
                                        {"key", record.content.key},
                                        {"number", record.number},
                                        {"title", record.content.title}}},
                    {"recipient", JsonObject{{"id", occasion.recipient.to_string()},
                                             {"name", agency_name(occasion, occasion.recipient)}}},
                    {"items", std::move(items)},
                    {"text", text}};
}

/// A sentence that was left out whole leaves no blank lines behind.
std::string without_gaps(std::string text) {
  for (auto gap = text.find("\n\n\n"); gap != std::string::npos; gap = text.find("\n\n\n", gap))
    text.erase(gap, 1);
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

std::string framed(const Occasion& occasion, const std::string& body) {
  TemplateFacts facts;
  facts.set("recipient", agency_name(occasion, occasion.recipient));
  facts.set("body", without_gaps(body));
  facts.set("office", office_name(occasion.record.content));
  return fill_template(*find_words(occasion.language, "message.frame"), facts);
}

/// The facts of a piece with its long names cut: for subjects and chat.
TemplateFacts brief(TemplateFacts facts) {
  for (auto& [name, text] : facts.texts) {
    if (name == "what" || name == "bring" || name == "title" || name == "reason")
      text = shortened(text, cut);
  }
  return facts;
}

Composed composed(const Occasion& occasion, std::string kind, std::string subject,
                  const std::string& body, std::string chat, JsonArray items) {
  Composed message{.kind = std::move(kind),
                   .subject = std::move(subject),
                   .text = framed(occasion, body),
                   .html = {},
                   .chat = shortened(chat, 300),
                   .data = {}};
  message.html = text_as_html(message.text);
  message.data = data_of(occasion, std::move(items), message.chat);
  return message;
}

/// Who is to come, told as a member of the team.
std::vector<TemplateFacts> team_parts(const Occasion& occasion) {
  const auto& record = occasion.record;
  std::vector<TemplateFacts> parts;
  std::optional<LocalDate> first;
  for (const auto& visit : record.visits) {
    if (visit.state == VisitState::cancelled) continue;
    first = first ? std::min(*first, visit.date) : visit.date;
  }
  for (const auto& team : record.content.teams) {
    for (const auto* members : {&team.members, &team.support}) {
      for (const auto& member : *members) {
        const auto agencies = occasion.directory.expand(member.agency);
        const bool mine =
            std::find(agencies.begin(), agencies.end(), occasion.recipient) != agencies.end();
        if (!mine || member.per_visit || !first) continue;
        TemplateFacts facts;
        facts.set("team_role",
                  words(
                      occasion.language, "team_role." + [&] {
                        constexpr std::string_view names[] = {"leader",       "deputy",
                                                              "member",       "secretary",
                                                              "support_head", "support_member"};
                        return std::string{names[static_cast<std::size_t>(member.role)]};
                      }()));
        facts.set("appoint_by", long_date(occasion.language, plus_days(*first, -7)));
        parts.push_back(std::move(facts));
      }
    }
  }
  return parts;
}

/// What a plan asks of the recipient: visits, team, duties, tasks; filled into `facts`.
void add_parts(const Occasion& occasion, Part part, TemplateFacts& facts, JsonArray& items) {
  const auto& record = occasion.record;
  std::vector<TemplateFacts> visits, duties, later;
  std::string nearest, nearest_due;
  for (const auto& visit : record.visits) {
    const auto* planned = planned_visit(record, visit);
    const bool mine =
        planned && (occasion.directory.find(planned->unit) == occasion.recipient ||
                    occasion.directory.find(planned->specialist_office) == occasion.recipient);
    if (!mine) continue;
    TemplateFacts one;
    one.set("when", when_of(occasion, visit, *planned));
    one.set("place", planned->place);
    visits.push_back(std::move(one));
    items.push_back(JsonObject{
        {"kind", "visit"}, {"id", visit.id.to_string()}, {"date", to_string(visit.date)}});
  }
  for (const auto& duty : record.duties) {
    const auto* planned = planned_duty(record, duty);
    if (!planned || duty.agency != occasion.recipient || duty.state == DutyState::ended) continue;
    TemplateFacts one;
    one.set("what", planned->what);
    const bool at_visit = planned->due.kind == DueKind::at_visit;
    one.set("due", at_visit ? planned->due.raw : due_of(occasion.language, duty));
    duties.push_back(std::move(one));
    items.push_back(
        JsonObject{{"kind", "duty"}, {"id", duty.id.to_string()}, {"what", planned->what}});
    if (nearest.empty() && duty.due) {
      nearest = planned->what;
      nearest_due = due_of(occasion.language, duty);
    }
  }
  for (const auto& note : record.attachment_notes) {
    const auto* attachment = find_by_key(record.content.attachments, note.key);
    if (note.kind != AttachmentNote::Kind::to_follow || !attachment) continue;
    TemplateFacts one;
    one.set("attachment", attachment->name);
    later.push_back(std::move(one));
  }
  int tasks = 0;
  for (const auto& task : record.content.tasks) {
    for (const auto& key : task.agencies) {
      const auto agencies = occasion.directory.expand(key);
      tasks +=
          std::find(agencies.begin(), agencies.end(), occasion.recipient) != agencies.end() ? 1 : 0;
    }
  }
  const auto team = team_parts(occasion);
  facts.set("n_visits", std::to_string(visits.size()));
  facts.set("n_duties", std::to_string(duties.size()));
  facts.set("what", nearest);
  facts.set("due", nearest_due);
  const bool report_only = part == Part::for_report;
  const bool has_part =
      !report_only && !(visits.empty() && duties.empty() && team.empty() && tasks == 0);
  facts.set("has_part", std::string{has_part ? "x" : ""});
  facts.set("for_report", std::string{report_only ? "x" : ""});
  if (report_only) return;
  facts.set("visits", std::move(visits));
  facts.set("duties", std::move(duties));
  facts.set("team", team);
  facts.set("later", std::move(later));
  if (tasks > 0) {
    TemplateFacts count;
    count.set("n", std::to_string(tasks));
    facts.set("tasks", std::vector{std::move(count)});
  }
}

Composed compose_visit_change(const Occasion& occasion, const Notice& notice) {
  const auto* visit = find_by_key(occasion.record.visits, notice.key);
  const auto* planned = visit ? planned_visit(occasion.record, *visit) : nullptr;
  TemplateFacts facts;
  JsonArray items;
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("reason", notice.reason);
  facts.set("document", notice.document);
  if (visit && planned) {
    const bool off = visit->state == VisitState::postponed || visit->state == VisitState::cancelled;
    facts.set("unit", agency_name(occasion.record.content, planned->unit));
    facts.set("when", when_of(occasion, *visit, *planned));
    facts.set("old_when", when_on(occasion, notice.old_date.value_or(visit->date), *planned));
    facts.set("place", off ? std::string{} : planned->place);
    items.push_back(JsonObject{{"kind", "visit"},
                               {"id", visit->id.to_string()},
                               {"state", state_code(visit->state)},
                               {"date", to_string(visit->date)},
                               {"old_date", to_string(notice.old_date.value_or(visit->date))},
                               {"sequence", visit->sequence}});
    const std::string bring = due_at_visit(occasion, *planned);
    if (!bring.empty() && !off) {
      TemplateFacts moved;
      moved.set("what", bring);
      moved.set("due", when_of(occasion, *visit, *planned));
      facts.set("moved", std::vector{std::move(moved)});
    }
  } else {  // the visit is gone from the plan: only its old day can be told
    facts.set("unit", notice.key);
    facts.set("when", words(occasion.language, "message.when.cancelled"));
    facts.set("old_when",
              notice.old_date ? long_date(occasion.language, *notice.old_date) : std::string{});
  }
  const auto short_facts = brief(facts);
  return composed(occasion, "visit_moved",
                  filled(occasion.language, "visit_moved", "subject", short_facts),
                  filled(occasion.language, "visit_moved", "text", facts),
                  filled(occasion.language, "visit_moved", "chat", short_facts), std::move(items));
}

std::string kind_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::plan_notified:
      return "plan_notified";
    case NoticeKind::plan_amended:
      return "plan_amended";
    case NoticeKind::plan_cancelled:
      return "plan_cancelled";
    case NoticeKind::visit_changed:
      return "visit_moved";
    case NoticeKind::attachment_supplied:
      return "attachment_supplied";
  }
  return "plan_notified";
}

}  // namespace

Composed compose_reminders(const Occasion& occasion, std::vector<Mention> mentions) {
  std::vector<Piece> pieces;
  std::string late;
  for (const auto& mention : mentions) {
    pieces.push_back(piece_of(occasion, mention));
    if (mention.planned_on && late.empty()) {
      late = words(occasion.language, "message.late",
                   {{"planned_on", long_date(occasion.language, *mention.planned_on)}});
    }
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.urgency < b.urgency; });
  std::string body = late;
  std::string chat;
  JsonArray items;
  for (auto& piece : pieces) {
    body += (body.empty() ? "" : "\n") + filled(occasion.language, piece.kind, "text", piece.facts);
    if (chat.empty()) chat = filled(occasion.language, piece.kind, "chat", brief(piece.facts));
    items.push_back(std::move(piece.data));
  }
  const auto& first = pieces.front();
  std::string subject = filled(occasion.language, first.kind, "subject", brief(first.facts));
  if (pieces.size() > 1) {
    subject = words(occasion.language, "message.and_more",
                    {{"subject", subject}, {"n", std::to_string(pieces.size() - 1)}});
  }
  return composed(occasion, first.kind, std::move(subject), body, std::move(chat),
                  std::move(items));
}

Composed compose_notice(const Occasion& occasion, const Notice& notice, Part part) {
  if (notice.kind == NoticeKind::visit_changed) return compose_visit_change(occasion, notice);
  const auto& plan = occasion.record.content;
  const std::string kind = kind_of(notice.kind);
  TemplateFacts facts;
  JsonArray items;
  facts.set("no", occasion.record.number);
  facts.set("title", plan.title);
  facts.set("issuer", issuer_name(plan));
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("reason", notice.reason);
  facts.set("document", notice.document);
  const auto* attachment = find_by_key(plan.attachments, notice.key);
  facts.set("attachment", attachment ? attachment->name : std::string{});
  add_parts(occasion, part, facts, items);
  const auto short_facts = brief(facts);
  return composed(occasion, kind, filled(occasion.language, kind, "subject", short_facts),
                  filled(occasion.language, kind, "text", facts),
                  filled(occasion.language, kind, "chat", short_facts), std::move(items));
}

}  // namespace inspectord
