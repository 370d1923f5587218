// SPDX-License-Identifier: Apache-2.0
#include "calendar/date_words.hpp"
#include "notifications/composed_text.hpp"
#include "notifications/passage.hpp"
#include "notifications/plan_facts.hpp"
#include "workflow/visit_reasons.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// What has become of a visit, as its notice words it.
struct VisitChange {
  const Notice* notice = nullptr;
  TemplateFacts facts;
  JsonArray items;
  LocalDate nearest{};  ///< The earlier of its old and its new day.
};

/// The label of a reason; nothing for what is in no list.
std::string reason_of(Language language, const std::string& code) {
  return is_visit_reason(code) ? words(language, "visit_reason." + code) : std::string{};
}

/// What the recipient went by: a day, that it was off, or nothing yet.
void set_old_day(VisitChange& change, const Occasion& occasion, const Visit* planned) {
  const auto& notice = *change.notice;
  const auto language = occasion.language;
  if (notice.old_state) {
    change.facts.set("old_when", when_off(language, *notice.old_state));
    change.facts.set("old_off", std::string{"x"});
  } else if (notice.old_date) {
    change.facts.set("old_when", planned ? when_on(occasion, *notice.old_date, *planned)
                                         : long_date(language, *notice.old_date));
  } else {
    change.facts.set("added", std::string{"x"});
  }
}

/// A day that moved with the visit.
TemplateFacts moved_to(const std::string& what, const std::string& due) {
  TemplateFacts moved;
  moved.set("what", what);
  moved.set("due", due);
  return moved;
}

void set_new_day(VisitChange& change, const Occasion& occasion, const VisitRecord& visit,
                 const Visit& planned) {
  const LocalDate old_date = change.notice->old_date.value_or(visit.date);
  const bool off = visit.state == VisitState::postponed || visit.state == VisitState::cancelled;
  const bool known = change.notice->old_date || change.notice->old_state;
  const std::string when = when_of(occasion, visit, planned);
  const std::string bring = due_at_visit(occasion, planned);
  change.facts.set("unit", agency_name(occasion.record.content, planned.unit));
  change.facts.set("when", when);
  change.facts.set("place", off ? std::string{} : planned.place);
  change.nearest = off ? old_date : std::min(old_date, visit.date);
  if (off || !known) return;
  std::vector<TemplateFacts> moved;
  if (!bring.empty()) moved.push_back(moved_to(bring, when));
  for (const auto* duty : due_from_visit(occasion, planned, visit.date)) {
    const bool passed = duty->due->last_on_time < occasion.today;
    const auto due = due_of(occasion.language, *duty);
    moved.push_back(
        moved_to(planned_duty(occasion.record, *duty)->what,
                 passed ? words(occasion.language, "message.due_passed", {{"due", due}}) : due));
  }
  if (!moved.empty()) change.facts.set("moved", std::move(moved));
}

JsonObject item_of(const Notice& notice, const VisitRecord& visit) {
  const bool had_day = notice.old_date && !notice.old_state;
  return {{"kind", "visit"},
          {"id", visit.id.to_string()},
          {"state", state_code(visit.state)},
          {"date", to_string(visit.date)},
          {"old_date", had_day ? JsonValue{to_string(*notice.old_date)} : JsonValue{}},
          {"sequence", visit.sequence}};
}

VisitChange change_of(const Occasion& occasion, const Notice& notice) {
  const auto* visit = find_by_key(occasion.record.visits, notice.key);
  const auto* planned = visit ? planned_visit(occasion.record, *visit) : nullptr;
  VisitChange change{.notice = &notice, .facts = {}, .items = {}};
  change.facts.set("plan", cited(occasion.record, occasion.language));
  change.facts.set("reason", reason_of(occasion.language, notice.reason));
  change.facts.set("document", notice.document);
  set_old_day(change, occasion, planned);
  if (visit && planned) {
    set_new_day(change, occasion, *visit, *planned);
  } else {  // the visit is gone from the plan: only its old day can be told
    change.facts.set("unit", notice.unit);
    change.facts.set("when", when_off(occasion.language, VisitState::cancelled));
    change.nearest = notice.old_date.value_or(occasion.today);
  }
  if (visit) change.items.push_back(item_of(notice, *visit));
  return change;
}

/// Changes under one reason and document are one paragraph. Requires: changes is not empty.
Passage visits_passage(const Occasion& occasion, std::vector<VisitChange> changes) {
  const auto& first = changes.front();
  Passage passage{
      .kind = "visit_moved",
      .subject = filled(occasion.language, "visit_moved", "subject", of_subject(first.facts)),
      .text = {},
      .chat = filled(occasion.language, "visit_moved", "chat", brief(first.facts)),
      .items = {}};
  for (const auto& change : changes)
    passage.items.insert(passage.items.end(), change.items.begin(), change.items.end());
  if (changes.size() == 1) {
    passage.text = filled(occasion.language, "visit_moved", "text", first.facts);
    return passage;
  }
  TemplateFacts facts;
  facts.set("plan", cited(occasion.record, occasion.language));
  facts.set("reason", reason_of(occasion.language, first.notice->reason));
  facts.set("document", first.notice->document);
  std::vector<TemplateFacts> list;
  for (auto& change : changes) list.push_back(std::move(change.facts));
  facts.set("changes", std::move(list));
  passage.text = filled(occasion.language, "visits_moved", "text", facts);
  return passage;
}

}  // namespace

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

}  // namespace inspectord
