// SPDX-License-Identifier: Apache-2.0
#include "notifications/compose_calendar.hpp"

#include "calendar/date_words.hpp"
#include "formats/utf8.hpp"
#include "notifications/composed_text.hpp"
#include "notifications/due_words.hpp"

#include <tuple>

namespace inspectord {
namespace {

/// The day as it was; empty where it still is.
std::string old_day(Language language, LocalDate before, LocalDate after) {
  return before == after ? std::string{} : long_date(language, before);
}

/// Of a day that a paper names the last day on time stays whatever is off: then what moved is said
/// day by day.
TemplateFacts facts_of(Language language, const MovedDeadline& one) {
  const auto& [before, after] = std::tie(one.before, one.after);
  TemplateFacts facts;
  facts.set("what", one.what);
  facts.set("plan", one.plan);
  facts.set("old", old_day(language, before.last_on_time, after.last_on_time));
  facts.set("old_safe_day", old_day(language, before.safe_day, after.safe_day));
  facts.set("safe_day", long_date(language, after.safe_day));
  facts.set("old_legal_end", old_day(language, before.legal_end, after.legal_end));
  facts.set("legal_end", long_date(language, after.legal_end));
  facts.set("due", deadline(language, one.after));
  facts.set("derivation", derivation_of(language, one.after));
  return facts;
}

TemplateFacts facts_of(Language language, const FlaggedVisit& one) {
  TemplateFacts facts;
  facts.set("unit", one.unit);
  facts.set("plan", one.plan);
  facts.set("date", long_date(language, one.date));
  facts.set("off", std::string{one.off ? "x" : ""});
  facts.set("why", one.why);
  return facts;
}

template <class One>
std::vector<TemplateFacts> listed(Language language, const std::vector<One>& all) {
  std::vector<TemplateFacts> list;
  for (const auto& one : all) list.push_back(facts_of(language, one));
  return list;
}

JsonArray items_of(const CalendarNews& news) {
  JsonArray items;
  for (const auto& one : news.deadlines) {
    items.push_back(JsonObject{{"kind", "duty"},
                               {"id", one.duty.to_string()},
                               {"plan", one.plan_id.to_string()},
                               {"what", one.what},
                               {"old_last_on_time", to_string(one.before.last_on_time)},
                               {"old_safe_day", to_string(one.before.safe_day)},
                               {"old_legal_end", to_string(one.before.legal_end)},
                               {"last_on_time", to_string(one.after.last_on_time)},
                               {"safe_day", to_string(one.after.safe_day)},
                               {"legal_end", to_string(one.after.legal_end)}});
  }
  for (const auto& one : news.visits) {
    items.push_back(JsonObject{{"kind", "visit"},
                               {"key", one.key},
                               {"plan", one.plan_id.to_string()},
                               {"unit", one.unit},
                               {"date", to_string(one.date)},
                               {"day_off", one.off}});
  }
  return items;
}

}  // namespace

Composed compose_calendar_changed(Language language, const CalendarNews& news) {
  const std::string kind = "calendar_changed";
  TemplateFacts facts;
  facts.set("version", news.version);
  facts.set("source", news.source);
  facts.set("n", std::to_string(news.deadlines.size() + news.visits.size()));
  facts.set("duties", listed(language, news.deadlines));
  facts.set("visits", listed(language, news.visits));
  TemplateFacts frame;
  frame.set("recipient", news.recipient_name);
  frame.set("body", filled(language, kind, "text", facts));
  frame.set("office", std::string{});
  Composed message{.kind = kind,
                   .subject = filled(language, kind, "subject", facts),
                   .text = fill_template(*find_words(language, "message.frame"), frame),
                   .html = {},
                   .chat = shortened(filled(language, kind, "chat", facts), 300)};
  message.html = text_as_html(message.text);
  message.data = JsonObject{
      {"calendar", news.version},
      {"source", news.source},
      {"recipient", JsonObject{{"id", news.recipient.to_string()}, {"name", news.recipient_name}}},
      {"items", items_of(news)},
      {"text", message.chat}};
  return message;
}

}  // namespace inspectord
