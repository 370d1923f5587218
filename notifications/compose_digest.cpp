// SPDX-License-Identifier: Apache-2.0
#include "notifications/compose_digest.hpp"

#include "calendar/date_words.hpp"
#include "formats/utf8.hpp"
#include "notifications/composed_text.hpp"
#include "notifications/plan_facts.hpp"

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

/// One duty, in words and as data.
struct Line {
  LocalDate last_on_time{};
  TemplateFacts facts;
  JsonObject data;
};

Line line_of(const DigestOccasion& occasion, const PlanRecord& record, DutyId id) {
  const auto* duty = record.find_duty(id);
  const auto planned = duty ? planned_duty(record, *duty) : std::nullopt;
  if (!planned || !duty->due)
    throw std::logic_error("a digest speaks of what its plan does not have");
  Line line{.last_on_time = duty->due->last_on_time, .facts = {}, .data = {}};
  line.facts.set("what", planned->what);
  line.facts.set("plan", cited(record, occasion.language));
  line.facts.set("to", receiver_of(record.content, *planned));
  line.facts.set("due", due_of(occasion.language, *duty));
  line.data = {{"kind", "duty"},
               {"id", duty->id.to_string()},
               {"key", duty->key},
               {"plan", record.id.to_string()},
               {"what", planned->what},
               {"period", duty->period},
               {"state", state_code(duty->state)},
               {"last_on_time", to_string(line.last_on_time)},
               {"rule", "digest"}};
  return line;
}

std::vector<Line> lines_of(const DigestOccasion& occasion, const std::vector<DigestPart>& parts) {
  std::vector<Line> lines;
  for (const auto& part : parts) {
    for (const auto duty : part.duties) lines.push_back(line_of(occasion, part.record, duty));
  }
  std::ranges::stable_sort(lines, {}, &Line::last_on_time);
  return lines;
}

std::string framed(const DigestOccasion& occasion, std::string body) {
  TemplateFacts frame;
  frame.set("recipient", occasion.recipient_name);
  frame.set("body", std::move(body));
  frame.set("office", std::string{});
  return fill_template(*find_words(occasion.language, "message.frame"), frame);
}

}  // namespace

Composed compose_digest(const DigestOccasion& occasion, const std::vector<DigestPart>& parts) {
  const std::string kind = "digest";
  auto lines = lines_of(occasion, parts);
  std::vector<TemplateFacts> duties;
  JsonArray items;
  for (auto& line : lines) {
    duties.push_back(line.facts);
    items.push_back(std::move(line.data));
  }
  TemplateFacts facts = brief(lines.front().facts);
  facts.set("n", std::to_string(lines.size()));
  facts.set("checked_at", occasion.checked_at);
  facts.set("duties", std::move(duties));
  Composed message{.kind = kind,
                   .subject = filled(occasion.language, kind, "subject", facts),
                   .text = framed(occasion, filled(occasion.language, kind, "text", facts)),
                   .html = {},
                   .chat = shortened(filled(occasion.language, kind, "chat", facts), 300)};
  message.html = text_as_html(message.text);
  message.data = JsonObject{{"recipient", JsonObject{{"id", occasion.recipient.to_string()},
                                                     {"name", occasion.recipient_name}}},
                            {"items", std::move(items)},
                            {"text", message.chat}};
  return message;
}

}  // namespace inspectord
