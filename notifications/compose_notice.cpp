// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"
#include "notifications/composed_text.hpp"
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

/// One paragraph of a notice.
struct Passage {
  std::string kind;
  std::string subject;
  std::string text;
  std::string chat;
  JsonArray items;
};

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

/// What has become of a visit, as its notice words it.
struct VisitChange {
  const Notice* notice = nullptr;
  TemplateFacts facts;
  JsonArray items;
  LocalDate nearest{};  ///< The earlier of its old and its new day.
};

void set_new_day(VisitChange& change, const Occasion& occasion, const VisitRecord& visit,
                 const Visit& planned) {
  const LocalDate old_date = change.notice->old_date.value_or(visit.date);
  const bool off = visit.state == VisitState::postponed || visit.state == VisitState::cancelled;
  const std::string when = when_of(occasion, visit, planned);
  const std::string bring = due_at_visit(occasion, planned);
  change.facts.set("unit", agency_name(occasion.record.content, planned.unit));
  change.facts.set("when", when);
  change.facts.set("old_when", when_on(occasion, old_date, planned));
  change.facts.set("place", off ? std::string{} : planned.place);
  change.nearest = off ? old_date : std::min(old_date, visit.date);
  if (!bring.empty() && !off) {
    TemplateFacts moved;
    moved.set("what", bring);
    moved.set("due", when);
    change.facts.set("moved", std::vector{std::move(moved)});
  }
}

VisitChange change_of(const Occasion& occasion, const Notice& notice) {
  const auto* visit = find_by_key(occasion.record.visits, notice.key);
  const auto* planned = visit ? planned_visit(occasion.record, *visit) : nullptr;
  VisitChange change{.notice = &notice, .facts = {}, .items = {}};
  change.facts.set("plan", cited(occasion.record, occasion.language));
  change.facts.set("reason", notice.reason);
  change.facts.set("document", notice.document);
  if (visit && planned) {
    set_new_day(change, occasion, *visit, *planned);
  } else {  // the visit is gone from the plan: only its old day can be told
    change.facts.set("unit", notice.unit);
    change.facts.set("when", words(occasion.language, "message.when.cancelled"));
    change.facts.set("old_when", notice.old_date ? long_date(occasion.language, *notice.old_date)
                                                 : std::string{});
    change.nearest = notice.old_date.value_or(occasion.today);
  }
  if (visit) {
    change.items.push_back(
        JsonObject{{"kind", "visit"},
                   {"id", visit->id.to_string()},
                   {"state", state_code(visit->state)},
                   {"date", to_string(visit->date)},
                   {"old_date", to_string(notice.old_date.value_or(visit->date))},
                   {"sequence", visit->sequence}});
  }
  return change;
}

/// Changes under one reason and document are one paragraph. Requires: changes is not empty.
Passage visits_passage(const Occasion& occasion, std::vector<VisitChange> changes) {
  const auto& first = changes.front();
  const auto short_facts = brief(first.facts);
  Passage passage{.kind = "visit_moved",
                  .subject = filled(occasion.language, "visit_moved", "subject", short_facts),
                  .text = {},
                  .chat = filled(occasion.language, "visit_moved", "chat", short_facts),
                  .items = {}};
  for (const auto& change : changes)
    passage.items.insert(passage.items.end(), change.items.begin(), change.items.end());
  if (changes.size() == 1) {
    passage.text = filled(occasion.language, "visit_moved", "text", first.facts);
    return passage;
  }
  TemplateFacts facts;
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("reason", first.notice->reason);
  facts.set("document", first.notice->document);
  std::vector<TemplateFacts> list;
  for (auto& change : changes) list.push_back(std::move(change.facts));
  facts.set("changes", std::move(list));
  passage.text = filled(occasion.language, "visits_moved", "text", facts);
  return passage;
}

/// The nearest day first.
std::vector<Passage> visit_passages(const Occasion& occasion, const std::vector<News>& news) {
  std::vector<VisitChange> changes;
  for (const auto& one : news) {
    if (one.notice->kind == NoticeKind::visit_changed)
      changes.push_back(change_of(occasion, *one.notice));
  }
  std::stable_sort(changes.begin(), changes.end(), [](const VisitChange& a, const VisitChange& b) {
    return a.nearest < b.nearest;
  });
  std::vector<Passage> passages;
  while (!changes.empty()) {
    const Notice& first = *changes.front().notice;
    const auto others =
        std::stable_partition(changes.begin(), changes.end(), [&](const VisitChange& change) {
          return change.notice->reason == first.reason && change.notice->document == first.document;
        });
    passages.push_back(visits_passage(occasion, {changes.begin(), others}));
    changes.erase(changes.begin(), others);
  }
  return passages;
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
