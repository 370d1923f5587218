// SPDX-License-Identifier: Apache-2.0
#include "notifications/composed_text.hpp"
#include "notifications/passage.hpp"
#include "notifications/plan_facts.hpp"

#include <algorithm>

namespace inspectord {
namespace {

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

/// Visits first: who stands at a door on the wrong day is worse off than who reads on.
std::vector<Passage> passages_of(const Occasion& occasion, const std::vector<News>& news) {
  auto passages = visit_passages(occasion, news);
  if (!passages.empty()) passages.back().text += words(occasion.language, "message.acknowledge");
  for (const auto& one : news) {
    const auto kind = one.notice->kind;
    if (kind != NoticeKind::visit_changed && kind != NoticeKind::attachment_supplied)
      passages.push_back(plan_passage(occasion, one, news));
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
