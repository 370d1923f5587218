// SPDX-License-Identifier: Apache-2.0
#include "server/http/accept_language.hpp"

#include "server/http/headers.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// "0.8" as 800; what cannot be read counts as not wanted.
int weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = text[0] == '1' ? 1000 : 0;
  int place = 100;
  for (std::size_t i = 2; i < text.size(); ++i, place /= 10) {
    if (text[i] < '0' || text[i] > '9') return 0;
    weight += (text[i] - '0') * place;
  }
  return std::min(weight, 1000);
}

/// One "tag;q=weight" of the list.
struct Range {
  std::string_view tag;
  int weight = 1000;
};

Range read_range(std::string_view item) {
  const auto semicolon = item.find(';');
  Range range{trimmed(item.substr(0, semicolon))};
  range.tag = range.tag.substr(0, range.tag.find('-'));
  if (semicolon == std::string_view::npos) return range;
  const auto parameter = trimmed(item.substr(semicolon + 1));
  range.weight =
      same_ignoring_case(parameter.substr(0, 2), "q=") ? weight_of(parameter.substr(2)) : 0;
  return range;
}

}  // namespace

Language language_of(std::optional<std::string_view> accept_language, Language otherwise) {
  auto rest = accept_language.value_or("");
  Language chosen = otherwise;
  int best = 0;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    const auto range = read_range(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (range.weight <= best) continue;
    const bool is_vi = same_ignoring_case(range.tag, "vi");
    const bool is_en = same_ignoring_case(range.tag, "en");
    if (!is_vi && !is_en && range.tag != "*") continue;
    chosen = is_vi ? Language::vi : is_en ? Language::en : otherwise;
    best = range.weight;
  }
  return chosen;
}

}  // namespace inspectord
