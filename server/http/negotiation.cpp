// SPDX-License-Identifier: Apache-2.0
#include "server/http/negotiation.hpp"

#include "server/http/accept_encoding.hpp"

#include <algorithm>
#include <optional>

namespace inspectord {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Takes what stands before the next separator.
std::string_view take(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const auto part = trimmed(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
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

std::string_view without_parameters(std::string_view type) {
  return trimmed(type.substr(0, type.find(';')));
}

/// What a list says of a value; 0 where it names neither the value nor a star for it.
int weight_in(std::string_view list, std::string_view value, std::string_view star) {
  std::optional<int> by_star;
  for (const auto& [named, weight] : weighted_list(list)) {
    if (same_ignoring_case(named, value)) return weight;
    if (named == star) by_star = weight;
  }
  return by_star.value_or(0);
}

bool is_coded(const Request& request) {
  const auto coding = request.header("Content-Encoding");
  return coding && !same_ignoring_case(*coding, "identity");
}

}  // namespace

std::vector<Weighted> weighted_list(std::string_view text) {
  std::vector<Weighted> list;
  while (!text.empty()) {
    auto rest = take(text, ',');
    Weighted entry{take(rest, ';')};
    while (!rest.empty()) {
      const auto parameter = take(rest, ';');
      if (same_ignoring_case(parameter.substr(0, 2), "q="))
        entry.weight = weight_of(parameter.substr(2));
    }
    if (!entry.value.empty()) list.push_back(entry);
  }
  return list;
}

bool accepts(const Request& request, std::string_view media_type) {
  const auto accept = request.header("Accept");
  if (!accept || trimmed(*accept).empty()) return true;
  const auto type = without_parameters(media_type);
  const auto family = std::string{type.substr(0, type.find('/'))} + "/*";
  std::optional<int> itself, by_family, by_star;  // the nearest range decides (RFC 9110, 12.5.1)
  for (const auto& [range, weight] : weighted_list(*accept)) {
    if (same_ignoring_case(range, type)) itself = std::max(weight, itself.value_or(0));
    if (same_ignoring_case(range, family)) by_family = weight;
    if (range == "*/*") by_star = weight;
  }
  return itself.value_or(by_family.value_or(by_star.value_or(0))) > 0;
}

bool asks_for(const Request& request, std::string_view media_type) {
  const auto accept = request.header("Accept");
  return accept && weight_in(*accept, media_type, "") > 0;
}

bool accepts_gzip(const Request& request) {
  return accepts_gzip(request.header("Accept-Encoding"));
}

bool may_send_json(const Request& request) {
  if (is_coded(request)) return false;
  const auto given = request.header("Content-Type");
  if (!given) return true;
  const auto type = without_parameters(*given);
  const bool is_suffixed =
      type.size() > 5 && same_ignoring_case(type.substr(type.size() - 5), "+json");
  return same_ignoring_case(type, "application/json") || is_suffixed;
}

bool sends(const Request& request, std::string_view media_type) {
  const auto given = request.header("Content-Type");
  return given && same_ignoring_case(without_parameters(*given), media_type);
}

bool sends_one_of(const Request& request, std::span<const std::string_view> media_types) {
  if (is_coded(request)) return false;
  return std::ranges::any_of(media_types,
                             [&](std::string_view one) { return sends(request, one); });
}

}  // namespace inspectord
