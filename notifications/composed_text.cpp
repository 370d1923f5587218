// SPDX-License-Identifier: Apache-2.0
#include "notifications/composed_text.hpp"

#include "formats/utf8.hpp"
#include "notifications/plan_facts.hpp"

#include <stdexcept>

namespace inspectord {
namespace {

constexpr std::size_t cut = 60;            // {{what}} and {{bring}} in chat
constexpr std::size_t longest_name = 200;  // in a subject

bool is_name(std::string_view fact) {
  return fact == "what" || fact == "bring" || fact == "title" || fact == "attachment";
}

std::string shortened_at_word(const std::string& text, std::size_t code_points) {
  auto cut_text = shortened(text, code_points);
  if (cut_text == text) return text;
  const auto blank = cut_text.rfind(' ');
  return blank == std::string::npos ? cut_text : cut_text.substr(0, blank) + " …";
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

}  // namespace

std::string filled(Language language, const std::string& kind, std::string_view form,
                   const TemplateFacts& facts) {
  const auto text = find_words(language, "message." + kind + "." + std::string{form});
  if (!text) throw std::logic_error("no template for " + kind);
  return fill_template(*text, facts);
}

TemplateFacts brief(TemplateFacts facts) {
  for (auto& [name, text] : facts.texts) {
    if (is_name(name)) text = shortened(text, cut);
  }
  return facts;
}

TemplateFacts of_subject(TemplateFacts facts) {
  for (auto& [name, text] : facts.texts) {
    if (is_name(name)) text = shortened_at_word(text, longest_name);
  }
  return facts;
}

Composed composed(const Occasion& occasion, std::string kind, std::string subject,
                  const std::string& body, const std::string& chat, JsonArray items) {
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

}  // namespace inspectord
