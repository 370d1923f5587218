// SPDX-License-Identifier: Apache-2.0
#include "calendar/derivation_words.hpp"

#include "calendar/date_words.hpp"

namespace inspectord {
namespace {

/// Arguments whose values are codes, and where their words stand in the catalogue.
struct CodedArgument {
  std::string_view name, prefix;
};
constexpr CodedArgument coded_arguments[]{
    {"article", "article."}, {"why", "day_kind."},        {"name", "holiday."},
    {"unit", "time_unit."},  {"frequency", "frequency."}, {"point", "point_of."},
};

/// "27/04/2026 (Thứ Hai)", "2026-04-27 (Mon)".
std::string day_words(Language language, LocalDate day) {
  const auto weekday = words(language, "weekday." + std::to_string(weekday_of(day).iso_encoding()));
  const auto date = language == Language::vi ? short_date(language, day) : to_string(day);
  return date + " (" + weekday + ")";
}

/// A value that is a day or a code becomes words; any other stays as the paper or the house has it.
std::string value_words(Language language, std::string_view name, const std::string& value) {
  if (name == "raw" || name == "event") return value;
  if (const auto day = parse_date(value)) return day_words(language, *day);
  for (const auto& coded : coded_arguments) {
    if (coded.name != name) continue;
    const auto found = find_words(language, std::string{coded.prefix} + value);
    return found ? std::string{*found} : value;
  }
  return value;
}

}  // namespace

std::string derivation_words(Language language, const DerivationStep& step) {
  Arguments arguments;
  for (const auto& [name, value] : step.arguments)
    arguments.emplace_back(name, value_words(language, name, value));
  return words(language, "derivation." + step.code, arguments);
}

std::vector<std::string> derivation_lines(Language language,
                                          const std::vector<DerivationStep>& steps) {
  std::vector<std::string> lines;
  for (const auto& step : steps) lines.push_back(derivation_words(language, step));
  return lines;
}

}  // namespace inspectord
