// SPDX-License-Identifier: Apache-2.0
#include "words/catalogue.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace inspectord {
namespace {

struct Entry {
  std::string_view key;
  std::string_view text;
};

// Generated from words/parts/*.json by words/embed.py, sorted by key: `vi_entries`, `en_entries`.
#include "words/catalogue_table.inc"

std::span<const Entry> entries_of(Language language) {
  return language == Language::vi ? std::span<const Entry>{vi_entries}
                                  : std::span<const Entry>{en_entries};
}

std::string_view value_of(const Arguments& arguments, std::string_view name) {
  for (const auto& [key, value] : arguments) {
    if (key == name) return value;
  }
  return {};
}

/// "{{#name}}...{{/name}}" stands only where the argument is not empty. Sections do not nest in
/// themselves.
std::string filled(std::string_view text, const Arguments& arguments) {
  std::string result;
  while (true) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return result.append(text);
    result.append(text.substr(0, open));
    auto name = text.substr(open + 2, close - open - 2);
    text.remove_prefix(close + 2);
    if (!name.starts_with('#')) {
      result.append(value_of(arguments, name));
      continue;
    }
    name.remove_prefix(1);
    const std::string end = "{{/" + std::string{name} + "}}";
    const auto stop = text.find(end);
    if (!value_of(arguments, name).empty()) result += filled(text.substr(0, stop), arguments);
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + end.size());
  }
}

constexpr std::array<std::string_view, 4> spoken_arguments{"action", "state", "roles", "what"};

/// What is no code of ours is what somebody wrote.
std::string label_of(Language language, std::string_view code, std::string_view argument,
                     std::string_view value) {
  const auto general = std::string{argument} + "." + std::string{value};
  auto label = find_words(language, "term." + std::string{code} + "." + general);
  if (!label) label = find_words(language, "term." + general);
  return std::string{label.value_or(value)};
}

std::string label_of_all(Language language, std::string_view code, std::string_view argument,
                         std::string_view values) {
  constexpr std::string_view separator = ", ";
  auto whole = label_of(language, code, argument, values);
  if (whole != values || values.find(separator) == values.npos) return whole;
  std::string labels;
  while (true) {
    const auto end = values.find(separator);
    labels += label_of(language, code, argument, values.substr(0, end));
    if (end == values.npos) return labels;
    labels += separator;
    values.remove_prefix(end + separator.size());
  }
}

}  // namespace

std::string_view to_string(Language language) {
  return language == Language::vi ? "vi" : "en";
}

std::optional<Language> parse_language(std::string_view text) {
  if (text == "vi") return Language::vi;
  if (text == "en") return Language::en;
  return std::nullopt;
}

std::optional<std::string_view> find_words(Language language, std::string_view key) {
  const auto entries = entries_of(language);
  const auto found = std::lower_bound(
      entries.begin(), entries.end(), key,
      [](const Entry& entry, std::string_view wanted) { return entry.key < wanted; });
  if (found == entries.end() || found->key != key) return std::nullopt;
  return found->text;
}

std::string words(Language language, std::string_view key, const Arguments& arguments) {
  const auto text = find_words(language, key);
  return text ? filled(*text, arguments) : std::string{key};
}

std::vector<std::string_view> word_keys() {
  std::vector<std::string_view> keys;
  for (const auto& entry : vi_entries) keys.push_back(entry.key);
  return keys;
}

Arguments spoken(Language language, std::string_view code, Arguments arguments) {
  if (code == "unknown_action") return arguments;  // says what was sent, and what may be
  for (auto& [name, value] : arguments) {
    if (std::find(spoken_arguments.begin(), spoken_arguments.end(), name) != spoken_arguments.end())
      value = label_of_all(language, code, name, value);
  }
  return arguments;
}

std::string describe(Language language, const Problem& problem) {
  return words(language, "refusal." + std::string{problem.reason.code},
               spoken(language, problem.reason.code, problem.arguments));
}

}  // namespace inspectord
