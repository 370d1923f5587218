// SPDX-License-Identifier: Apache-2.0
#include "server/commands/explain.hpp"

#include "calendar/derivation_words.hpp"
#include "formats/phrase_json.hpp"
#include "server/commands/days_off_option.hpp"

#include <istream>
#include <ostream>

namespace inspectord {
namespace {

using Phrases = std::vector<ExplainedPhrase>;

JsonValue phrases_json(const Phrases& phrases, Language language) {
  JsonArray json;
  for (const auto& phrase : phrases) json.push_back(phrase_json(phrase, language));
  return json;
}

std::string code_words(Language language, std::string_view kind, std::string_view code) {
  return words(language, "explain." + std::string{kind} + "." + std::string{code});
}

std::string dates_line(const Phrase& phrase, Language language) {
  std::string line;
  for (const auto& span : phrase.dates) {
    line += line.empty() ? "" : "; ";
    line += span.last ? words(language, "explain.from_to",
                              {{"from", to_string(span.first)}, {"to", to_string(*span.last)}})
                      : to_string(span.first);
  }
  for (const auto& partial : phrase.partial) line += (line.empty() ? "" : "; ") + partial;
  return line;
}

void print_line(const Console& console, std::string_view label, const std::string& value) {
  if (value.empty()) return;
  console.out << "  " << words(console.language, "explain.label." + std::string{label}) << ": "
              << value << "\n";
}

void print_phrase(const Console& console, const ExplainedPhrase& explained) {
  const Phrase& phrase = explained.phrase;
  console.out << explained.raw << "\n";
  print_line(console, "meaning",
             code_words(console.language, "meaning", to_string(phrase.meaning)));
  if (phrase.bound)
    print_line(console, "bound", code_words(console.language, "bound", to_string(*phrase.bound)));
  print_line(console, "dates", dates_line(phrase, console.language));
  print_line(console, "recurrence", phrase.recurrence);
  for (const auto question : phrase.questions)
    print_line(console, "question", code_words(console.language, "question", to_string(question)));
  for (const auto& line : derivation_lines(console.language, explained.derivation))
    console.out << "  - " << line << "\n";
}

ExitCode explain_one(const Console& console, const ExplainOptions& options,
                     const DaysOff& days_off) {
  const auto phrases = explain_phrases(options.text, options.context_year, days_off);
  if (!phrases) fail(console, phrases.error());
  if (options.json) {
    console.out << write_json(phrases_json(*phrases, console.language), JsonStyle::readable)
                << "\n";
    return ExitCode::ok;
  }
  if (phrases->empty()) console.out << words(console.language, "explain.nothing") << "\n";
  for (const auto& phrase : *phrases) print_phrase(console, phrase);
  return ExitCode::ok;
}

JsonValue invalid(const Console& console, std::string_view why) {
  return words(console.language, "explain.invalid", {{"why", std::string{why}}});
}

JsonValue invalid_because(const Console& console, std::string_view key,
                          const Arguments& arguments = {}) {
  return invalid(console, words(console.language, key, arguments));
}

/// The answer to one request of a batch, whose grammar was right.
JsonValue answer(const Console& console, const JsonValue& request, const DaysOff& days_off) {
  if (!request.if_object()) return invalid_because(console, "explain.request.object");
  const auto* text = request.find("text");
  if (!text || !text->if_string()) return invalid_because(console, "explain.request.text");
  std::optional<int> context_year;
  if (const auto* year = request.find("context_year"); year && !year->is_null()) {
    const auto number = year->if_integer();
    if (!number || *number < 1900 || *number > 2199)
      return invalid_because(console, "explain.request.year");
    context_year = static_cast<int>(*number);
  }
  const auto phrases = explain_phrases(*text->if_string(), context_year, days_off);
  if (!phrases) return invalid(console, describe(console.language, phrases.error().problems()[0]));
  return phrases_json(*phrases, console.language);
}

JsonValue answer_line(const Console& console, std::string_view line, const DaysOff& days_off) {
  const auto reading = read_json(line);
  JsonValue id;
  if (reading.value) {
    if (const auto* given = reading.value->find("id")) id = *given;
  }
  JsonValue result;
  if (!reading.errors.empty()) {
    const auto& error = reading.errors.front();
    result = invalid_because(console, "refusal." + std::string{error.reason.code}, error.arguments);
  } else {
    result = answer(console, *reading.value, days_off);
  }
  return JsonObject{{"id", std::move(id)}, {"result", std::move(result)}};
}

ExitCode explain_batch(const Console& console, std::istream& in, const DaysOff& days_off) {
  std::string line;
  while (std::getline(in, line)) {
    if (line.ends_with('\r')) line.pop_back();
    console.out << write_json(answer_line(console, line, days_off)) << "\n";
  }
  return in.bad() ? ExitCode::io : ExitCode::ok;
}

}  // namespace

ExitCode explain(const Console& console, const ExplainOptions& options, std::istream& in) {
  const auto days_off = days_off_of(console, options.calendar);
  return options.batch ? explain_batch(console, in, days_off)
                       : explain_one(console, options, days_off);
}

}  // namespace inspectord
