// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "formats/json.hpp"
#include "server/http/request.hpp"
#include "server/routes/cursor.hpp"
#include "workflow/states.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// Which members of each entry of a list are wanted: all, where none are named.
struct WantedFields {
  std::vector<std::string> names;

  /// Refuses what none of the entries has.
  Result<JsonArray> of(JsonArray entries) const;
};

/// The parameters of a query. Ask for each, then `finish`: it refuses with all that is wrong, and
/// with the names that nobody asked for.
class Query {
 public:
  explicit Query(const Request&);

  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
  /// How many entries a page has.
  int limit(int otherwise = 50, int most = 500) {
    return static_cast<int>(integer("limit", 1, most).value_or(otherwise));
  }
  std::optional<std::string> text(std::string_view name) {
    const auto* found = find(name);
    return found ? std::optional{*found} : std::nullopt;
  }
  template <class State>
  std::optional<State> state(std::string_view name) {
    return parsed<State>(name, joined(detail::codes_of(State{})),
                         [](const auto& text) { return parse_state_code<State>(text); });
  }
  template <class IdType>
  std::optional<IdType> id(std::string_view name) {
    return parsed<IdType>(name, "id", [](const auto& text) { return IdType::parse(text); });
  }
  /// Where the page before ended, in the parts that the list writes; what is no cursor of the list
  /// is refused with 400.
  std::optional<PagePlace> cursor(std::string_view list, std::size_t parts = 1);
  template <class IdType>
  std::optional<IdType> id_cursor(std::string_view list) {
    const auto place = cursor(list);
    return place ? IdType::parse(place->front()) : std::nullopt;
  }
  /// `sort=order` or `sort=-order`: whether it goes down.
  bool descends(std::string_view order);
  /// `name=true`; false where it is left out.
  bool yes(std::string_view name);
  /// `fields=a,b`
  WantedFields fields();
  /// `parse(const std::string&) -> std::optional<T>`; `expected` says what would be right.
  template <class T, class Parse>
  std::optional<T> parsed(std::string_view name, std::string expected, Parse parse) {
    const auto* text = find(name);
    if (!text) return std::nullopt;
    std::optional<T> value = parse(*text);
    if (!value) complain(name, *text, std::move(expected));
    return value;
  }

  Result<Done> finish() const;

 private:
  template <class Codes>
  static std::string joined(const Codes& codes) {
    std::string text;
    for (const auto code : codes) text += (text.empty() ? "" : ", ") + std::string{code};
    return text;
  }
  const std::string* find(std::string_view name);
  void complain(std::string_view name, const std::string& found, std::string expected);

  std::vector<std::pair<std::string, std::string>> given_;
  std::vector<std::string_view> known_;
  std::vector<Problem> problems_;
};

/// `dry_run=true`, of what takes no other parameter.
Result<bool> dry_run_of(const Request&);

}  // namespace inspectord
