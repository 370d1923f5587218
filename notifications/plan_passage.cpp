// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"
#include "formats/code_names.hpp"
#include "notifications/composed_text.hpp"
#include "notifications/passage.hpp"
#include "notifications/plan_facts.hpp"
#include "workflow/audience.hpp"
#include "workflow/duties_asked.hpp"

#include <algorithm>

namespace inspectord {
namespace {

template <class Entry>
bool contains(const std::vector<Entry>& entries, const Entry& one) {
  return std::find(entries.begin(), entries.end(), one) != entries.end();
}

bool to_come(const VisitRecord& visit) {
  return visit.state == VisitState::tentative || visit.state == VisitState::confirmed;
}

bool is_owed(const DutyRecord& duty) {
  return duty.state == DutyState::waiting || duty.state == DutyState::open ||
         duty.state == DutyState::returned || duty.state == DutyState::standing;
}

/// What of the plan a recipient is told: all of its part that is still to come, or, of an amendment
/// of a plan that it knows, only what changed.
class Share {
 public:
  Share(const Occasion& occasion, const News& news, const std::vector<News>& all)
      : occasion_(occasion), news_(news), all_(all) {}

  bool whole() const {
    return news_.notice->kind != NoticeKind::plan_amended ||
           contains(news_.notice->newcomers, occasion_.recipient);
  }
  bool for_report() const { return news_.part == Part::for_report; }
  bool holds(const VisitRecord& visit) const {
    const auto* planned = planned_visit(occasion_.record, visit);
    return whole() && !for_report() && planned && visit.state != VisitState::held &&
           visit.state != VisitState::cancelled && is_visited(*planned) && !is_told(visit.key);
  }
  bool holds(const DutyRecord& duty) const {
    return !for_report() && duty.agency == occasion_.recipient && is_owed(duty) &&
           planned_duty(occasion_.record, duty) &&
           (whole() || contains(news_.notice->asked, duty.id));
  }
  /// Of a recurring one as the plan asks it, before any of its periods is open.
  bool owes(const Duty& duty) const {
    const auto debtors = debtors_of(occasion_.record.content, duty, occasion_.directory);
    return whole() && !for_report() && contains(debtors, occasion_.recipient);
  }
  bool holds_team() const {
    return !for_report() && (whole() || contains(news_.notice->joined, occasion_.recipient));
  }
  const Occasion& occasion() const { return occasion_; }
  const Notice& notice() const { return *news_.notice; }

 private:
  bool is_visited(const Visit& planned) const {
    return occasion_.directory.find(planned.unit) == occasion_.recipient ||
           occasion_.directory.find(planned.specialist_office) == occasion_.recipient;
  }
  bool is_told(const std::string& visit) const {
    return std::any_of(all_.begin(), all_.end(), [&](const News& one) {
      return one.notice->kind == NoticeKind::visit_changed && one.notice->key == visit;
    });
  }

  const Occasion& occasion_;
  const News& news_;
  const std::vector<News>& all_;
};

/// By when a member is to be named: a week before the first visit, while that is to come; nothing
/// where the paper names the person.
std::string appoint_by(const Occasion& occasion, const TeamMember& member, LocalDate first_visit) {
  const LocalDate by = plus_days(first_visit, -7);
  if (!member.person.empty() || by < occasion.today) return {};
  return long_date(occasion.language, by);
}

/// Who is to come, told as a member of the team.
std::vector<TemplateFacts> team_parts(const Share& share) {
  std::vector<TemplateFacts> parts;
  if (!share.holds_team()) return parts;
  const Occasion& occasion = share.occasion();
  std::optional<LocalDate> first;
  for (const auto& visit : occasion.record.visits) {
    if (to_come(visit)) first = first ? std::min(*first, visit.date) : visit.date;
  }
  for (const auto& team : occasion.record.content.teams) {
    for (const auto* members : {&team.members, &team.support}) {
      for (const auto& member : *members) {
        const bool mine = contains(occasion.directory.expand(member.agency), occasion.recipient);
        if (!mine || member.per_visit || !first) continue;
        TemplateFacts facts;
        facts.set("team_role",
                  words(occasion.language, "team_role." + std::string{code_name(member.role)}));
        facts.set("appoint_by", appoint_by(occasion, member, *first));
        parts.push_back(std::move(facts));
      }
    }
  }
  return parts;
}

std::vector<TemplateFacts> visit_parts(const Share& share, JsonArray& items) {
  const Occasion& occasion = share.occasion();
  std::vector<TemplateFacts> parts;
  for (const auto& visit : occasion.record.visits) {
    if (!share.holds(visit)) continue;
    const auto& planned = *planned_visit(occasion.record, visit);
    TemplateFacts one;
    one.set("when", when_of(occasion, visit, planned));
    one.set("place", planned.place);
    parts.push_back(std::move(one));
    items.push_back(JsonObject{
        {"kind", "visit"}, {"id", visit.id.to_string()}, {"date", to_string(visit.date)}});
  }
  return parts;
}

std::vector<TemplateFacts> duty_parts(const Share& share, JsonArray& items) {
  const Occasion& occasion = share.occasion();
  std::vector<TemplateFacts> parts;
  for (const auto& duty : occasion.record.duties) {
    if (!share.holds(duty)) continue;
    const auto planned = planned_duty(occasion.record, duty);
    const bool at_visit = planned->due.kind == DueKind::at_visit;
    TemplateFacts one;
    one.set("what", planned->what);
    one.set("due", at_visit ? planned->due.raw : due_of(occasion.language, duty));
    parts.push_back(std::move(one));
    items.push_back(
        JsonObject{{"kind", "duty"}, {"id", duty.id.to_string()}, {"what", planned->what}});
  }
  return parts;
}

/// "hằng tháng": how often, as the paper says it, or as the plan has it.
std::string how_often(Language language, const PlannedDue& rule) {
  if (language == Language::vi && !rule.raw.empty()) return rule.raw;
  const bool named = rule.again->rrule.empty() && rule.again->cron.empty();
  return named ? words(language, "frequency." + std::string{code_name(rule.again->frequency)})
               : words(language, "due.recurring");
}

/// What will be asked again and again of those who have no period of it yet.
void add_recurring(const Share& share, std::vector<TemplateFacts>& parts) {
  const Occasion& occasion = share.occasion();
  for (const auto& duty : duties_asked(occasion.record.content)) {
    const bool is_open = std::ranges::any_of(occasion.record.duties, [&](const DutyRecord& one) {
      return one.key == duty.key && one.agency == occasion.recipient;
    });
    if (!duty.due.again || is_open || !share.owes(duty)) continue;
    TemplateFacts one;
    one.set("what", duty.what);
    one.set("due", how_often(occasion.language, duty.due));
    parts.push_back(std::move(one));
  }
}

/// The report that is due first: for chat.
void set_nearest(const Share& share, TemplateFacts& facts) {
  const Occasion& occasion = share.occasion();
  const DutyRecord* nearest = nullptr;
  for (const auto& duty : occasion.record.duties) {
    if (!share.holds(duty) || !duty.due) continue;
    if (!nearest || duty.due->last_on_time < nearest->due->last_on_time) nearest = &duty;
  }
  facts.set("what", nearest ? planned_duty(occasion.record, *nearest)->what : std::string{});
  facts.set("due", nearest ? brief_due_of(occasion.language, *nearest) : std::string{});
}

std::vector<TemplateFacts> later_parts(const Share& share) {
  const auto& record = share.occasion().record;
  std::vector<TemplateFacts> parts;
  for (const auto& note : record.attachment_notes) {
    const auto* attachment = find_by_key(record.content.attachments, note.key);
    const bool to_follow = note.kind == AttachmentNote::Kind::to_follow;
    if (!to_follow || !attachment || !share.whole() || share.for_report()) continue;
    TemplateFacts one;
    one.set("attachment", attachment->name);
    parts.push_back(std::move(one));
  }
  return parts;
}

std::vector<TemplateFacts> released_parts(const Share& share) {
  std::vector<TemplateFacts> parts;
  for (const auto& one : share.notice().released) {
    if (one.agency != share.occasion().recipient) continue;
    TemplateFacts what;
    what.set("what", one.what);
    parts.push_back(std::move(what));
  }
  return parts;
}

JsonArray add_parts(const Share& share, TemplateFacts& facts) {
  JsonArray items;
  auto visits = visit_parts(share, items);
  auto duties = duty_parts(share, items);
  add_recurring(share, duties);
  auto team = team_parts(share);
  auto released = released_parts(share);
  const bool has_part = !(visits.empty() && duties.empty() && team.empty() && released.empty());
  facts.set("n_visits", std::to_string(visits.size()));
  facts.set("n_duties", std::to_string(duties.size()));
  set_nearest(share, facts);
  facts.set("has_part", std::string{has_part ? "x" : ""});
  facts.set("whole", std::string{share.whole() ? "x" : ""});
  facts.set("for_report", std::string{share.for_report() ? "x" : ""});
  facts.set("visits", std::move(visits));
  facts.set("duties", std::move(duties));
  facts.set("team", std::move(team));
  facts.set("released", std::move(released));
  facts.set("later", later_parts(share));
  return items;
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

}  // namespace

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
  return {.kind = kind,
          .subject = filled(occasion.language, kind, "subject", of_subject(facts)),
          .text = filled(occasion.language, std::string{text}, "text", facts),
          .chat = filled(occasion.language, kind, "chat", brief(facts)),
          .items = std::move(items)};
}

Passage plan_passage(const Occasion& occasion, const News& news, const std::vector<News>& all) {
  TemplateFacts facts = plan_facts(occasion);
  facts.set("document", news.notice->document);
  auto items = add_parts(Share{occasion, news, all}, facts);
  const std::string kind{kind_of(news.notice->kind)};
  return passage_of(occasion, kind, kind, facts, std::move(items));
}

}  // namespace inspectord
