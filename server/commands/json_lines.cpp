// SPDX-License-Identifier: Apache-2.0
#include "server/commands/json_lines.hpp"

#include <istream>
#include <ostream>

namespace inspectord {
namespace {

Refusal about_member(const Reason& reason, std::string_view member, Arguments more = {}) {
  more.emplace_back("member", std::string{member});
  return Refusal{reason, {}, std::move(more)};
}

/// What a line says, and why it cannot be worked on: its id is looked for all the same.
Result<JsonValue> work_on(const JsonReading& reading, Language language, const LineWork& work) {
  if (!reading.errors.empty()) {
    const auto& error = reading.errors.front();
    return Refusal{
        reason::batch_not_json,
        {},
        {{"column", std::to_string(error.place.column)},
         {"why", words(language, "refusal." + std::string{error.reason.code}, error.arguments)}}};
  }
  if (reading.value->kind() != JsonKind::object) return Refusal{reason::batch_not_an_object};
  return work(*reading.value);
}

}  // namespace

Result<std::string> text_member(const JsonValue& line, std::string_view member) {
  const auto* value = line.find(member);
  if (!value) return about_member(reason::batch_missing_member, member);
  const auto* text = value->if_string();
  if (!text) return about_member(reason::batch_not_text, member);
  return *text;
}

Result<std::int64_t> count_member(const JsonValue& line, std::string_view member) {
  const auto* value = line.find(member);
  if (!value) return about_member(reason::batch_missing_member, member);
  const auto count = value->if_integer();
  if (!count || *count < 0 || *count > most_batch_results) {
    return about_member(reason::batch_not_count, member,
                        {{"most", std::to_string(most_batch_results)}});
  }
  return *count;
}

Result<std::vector<std::string>> texts_member(const JsonValue& line, std::string_view member) {
  std::vector<std::string> texts;
  const auto* value = line.find(member);
  if (!value) return texts;
  const auto* array = value->if_array();
  if (!array) return about_member(reason::batch_not_texts, member);
  for (const auto& entry : *array) {
    const auto* text = entry.if_string();
    if (!text) return about_member(reason::batch_not_texts, member);
    texts.push_back(*text);
  }
  return texts;
}

void answer_lines(std::istream& in, std::ostream& out, Language language,
                  const RefusalWords& in_words, const LineWork& work) {
  for (std::string line; std::getline(in, line);) {
    const auto reading = read_json(line);
    const auto* id = reading.value ? reading.value->find("id") : nullptr;
    auto result = work_on(reading, language, work);
    JsonValue said = result ? std::move(result).value()
                            : JsonValue{"invalid: " + in_words(language, result.error())};
    out << write_json(JsonObject{{"id", id ? *id : JsonValue{}}, {"result", std::move(said)}})
        << '\n';
  }
}

}  // namespace inspectord
