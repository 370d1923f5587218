// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"
#include "notifications/composed_text.hpp"
#include "notifications/passage.hpp"
#include "notifications/plan_facts.hpp"

#include <algorithm>

namespace inspectord {
namespace {

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
    const auto planned = planned_duty(record, duty);
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

TemplateFacts plan_facts(const Occasion& occasion) {
  TemplateFacts facts;
  facts.set("no", occasion.record.number);
  facts.set("title", occasion.record.content.title);
  facts.set("issuer", issuer_name(occasion.record.content));
  facts.set("plan", cited(occasion.record, occasion.language));
  return facts;
}

Passage passage_of(const Occasion& occasion, std::string kind, std::string_view text,
                   const TemplateFacts& facts, JsonArray items) {
  const auto short_facts = brief(facts);
  return {.kind = kind,
          .subject = filled(occasion.language, kind, "subject", short_facts),
          .text = filled(occasion.language, std::string{text}, "text", facts),
          .chat = filled(occasion.language, kind, "chat", short_facts),
          .items = std::move(items)};
}

/// What arrived belatedly, in one paragraph. Nullopt: nothing did.
std::optional<Passage> attachments_passage(const Occasion& occasion,
                                           const std::vector<News>& news) {
  std::vector<TemplateFacts> list;
  for (const auto& one : news) {
    if (one.notice->kind != NoticeKind::attachment_supplied) continue;
    const auto* attachment = find_by_key(occasion.record.content.attachments, one.notice->key);
    TemplateFacts facts = plan_facts(occasion);
    facts.set("attachment", attachment ? attachment->name : one.notice->key);
    facts.set("document", one.notice->document);
    list.push_back(std::move(facts));
  }
  if (list.empty()) return std::nullopt;
  TemplateFacts facts = list.front();
  if (list.size() == 1)
    return passage_of(occasion, "attachment_supplied", "attachment_supplied", facts, {});
  facts.set("attachments", std::move(list));
  return passage_of(occasion, "attachment_supplied", "attachments_supplied", facts, {});
}

std::string_view kind_of(NoticeKind kind) {
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

Passage plan_passage(const Occasion& occasion, const News& news) {
  TemplateFacts facts = plan_facts(occasion);
  JsonArray items;
  facts.set("reason", news.notice->reason);
  facts.set("document", news.notice->document);
  std::vector<TemplateFacts> released;
  for (const auto& one : news.notice->released) {
    if (one.agency != occasion.recipient) continue;
    TemplateFacts what;
    what.set("what", one.what);
    released.push_back(std::move(what));
  }
  facts.set("released", std::move(released));
  add_parts(occasion, news.part, facts, items);
  const std::string kind{kind_of(news.notice->kind)};
  return passage_of(occasion, kind, kind, facts, std::move(items));
}

/// Visits first: who stands at a door on the wrong day is worse off than who reads on.
std::vector<Passage> passages_of(const Occasion& occasion, const std::vector<News>& news) {
  auto passages = visit_passages(occasion, news);
  if (!passages.empty()) passages.back().text += words(occasion.language, "message.acknowledge");
  for (const auto& one : news) {
    const auto kind = one.notice->kind;
    if (kind != NoticeKind::visit_changed && kind != NoticeKind::attachment_supplied)
      passages.push_back(plan_passage(occasion, one));
  }
  if (auto attachments = attachments_passage(occasion, news))
    passages.push_back(std::move(*attachments));
  return passages;
}

/// What a passage has named already is not named again by a later one.
void add_items(JsonArray& all, JsonArray items) {
  for (auto& item : items) {
    const auto* id = item.find("id");
    const bool known = id && std::any_of(all.begin(), all.end(), [&](const JsonValue& one) {
                         const auto* other = one.find("id");
                         return other && *other == *id;
                       });
    if (!known) all.push_back(std::move(item));
  }
}

}  // namespace

Composed compose_notices(const Occasion& occasion, const std::vector<News>& news) {
  auto passages = passages_of(occasion, news);
  auto& first = passages.front();
  std::string subject = std::move(first.subject);
  std::string chat = std::move(first.chat);
  if (news.size() > 1) {
    const std::string more = std::to_string(news.size() - 1);
    subject = words(occasion.language, "message.and_more", {{"subject", subject}, {"n", more}});
    chat = words(occasion.language, "message.and_more", {{"subject", chat}, {"n", more}});
  }
  std::string body;
  JsonArray items;
  for (auto& passage : passages) {
    body += (body.empty() ? "" : "\n") + passage.text;
    add_items(items, std::move(passage.items));
  }
  return composed(occasion, first.kind, std::move(subject), body, chat, std::move(items));
}

}  // namespace inspectord
