// SPDX-License-Identifier: Apache-2.0
#include "server/http/accept_language.hpp"

#include "server/http/negotiation.hpp"

namespace inspectord {

Language language_of(std::optional<std::string_view> accept_language, Language otherwise) {
  Language chosen = otherwise;
  int best = 0;
  for (const auto& range : weighted_list(accept_language.value_or(""))) {
    if (range.weight <= best) continue;
    const auto tag = range.value.substr(0, range.value.find('-'));
    const bool is_vi = same_ignoring_case(tag, "vi");
    const bool is_en = same_ignoring_case(tag, "en");
    if (!is_vi && !is_en && tag != "*") continue;
    chosen = is_vi ? Language::vi : is_en ? Language::en : otherwise;
    best = range.weight;
  }
  return chosen;
}

}  // namespace inspectord
